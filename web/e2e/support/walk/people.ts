/** Who walks: ruling 19, the roles of the standard, product manager and technical support apart, and a cashier. */
import type { Page } from "@playwright/test";

export const PEOPLE = {
  rep: "zhang.wei",
  supervisor: "sun.hao",
  manager: "chen.jing",
  director: "zhou.jianguo",
  product: "lin.xiao",
  presales: "he.yong",
  finance: "wu.min",
  legal: "fang.zheng",
  delivery: "jiang.tao",
  archivist: "pan.yun",
  cashier: "tang.li",
};

export type Person = keyof typeof PEOPLE;

/** The page of somebody, on which what he does counts for the stage. */
export type Who = (person: Person) => Promise<Page>;
