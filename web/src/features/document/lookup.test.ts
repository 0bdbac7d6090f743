import { describe, expect, test } from "vitest";
import { narrowed } from "./lookup";

const people = [
  { value: "1", label: "张伟", note: "华东一部" },
  { value: "2", label: "李娜" },
  { value: "3", label: "张敏" },
];
const labels = (typed: string, chosen?: string[]) => narrowed(people, typed, chosen).map((one) => one.label);

describe("options to choose from", () => {
  test.each([
    ["张", ["张伟", "张敏"]],
    ["华东", ["张伟"]],
    ["", ["张伟", "李娜", "张敏"]],
    ["无", []],
  ])("%s finds %o", (typed, found) => expect(labels(typed)).toEqual(found));

  test("what is chosen keeps its name while one looks for another", () => expect(labels("张", ["2"])).toEqual(["张伟", "张敏", "李娜"]));
});
