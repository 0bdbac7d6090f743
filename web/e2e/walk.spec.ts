/** A lead from an exhibition becomes an opportunity, by those whom the standard names, each at his own pages; what it costs them is counted. */
import type { Page } from "@playwright/test";
import { commit, committed, counted, efforts, entries, type Line } from "./support/effort";
import { fill, open } from "./support/hand";
import { creditCode } from "./support/lead";
import { agree, command, day, deal, enter, submit } from "./support/steps";
import { expect, read, test as base } from "./support/test";
import { settled } from "./support/watch";

/** Ruling 19: the roles of the standard, product manager and technical support apart, and a cashier. */
const PEOPLE = {
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

type Person = keyof typeof PEOPLE;


/** Somebody of the walk at his pages, while what he does counts for the stage that the test is named after. */
const test = base.extend<{ who: (person: Person) => Promise<Page> }>({
  who: async ({ as }, use, { title }) => {
    const there = new Map<Person, Page>();
    await use(async (person) => {
      const page = there.get(person) ?? (await counted(await as(PEOPLE[person], { expected: /422/ }), title));
      there.set(person, page);
      return page;
    });
  },
});

test.describe.configure({ mode: "serial" });

test.setTimeout(240_000);

test("1 客户开发与初步筛选", async ({ who }) => {
  const rep = await who("rep");
  await open(rep, "/");
  await rep.getByRole("button", { name: "新建" }).click();
  await fill(rep.locator("#content"), {
    obtained_at: day(),
    source_channel: "行业展会",
    source_detail: "2026华东工业展 B2-118",
    account_name: deal.customer,
    customer_nature: "企业",
    uscc: creditCode(),
    size_class: "大型",
    industry: "C34",
    region: "330108",
    employees: "860",
    contact_name: "王工",
    contact_title: "信息部经理",
    contact_phone: "0571-88880000",
    pi_notice: "名片交换",
    need_summary: "现有MES与ERP不通，计划上线一体化系统",
    intent_level: "明确采购",
    budget_status: "申请中",
    authority_level: "影响者",
    strategy_fit: "符合",
    grade_proposed: "A级",
    expected_purchase_date: day(120),
  });
  await rep.getByRole("button", { name: "登记线索" }).click();
  await rep.waitForURL(/\/deals\/[0-9a-f-]+$/);
  deal.id = rep.url().split("/").pop() as string;
  await settled(rep);
  await rep.getByRole("button", { name: "记一次跟进" }).click();
  await command(rep, { method: "电话", reached: "是", note: "电话沟通需求与预算，约下周拜访" }, "记录联系");
  await rep.getByRole("button", { name: "完成初筛" }).click();
  await command(rep, { result: "有效" }, "完成初筛");
  await rep.getByRole("button", { name: "写《客户分级记录》" }).click();
  await fill(rep.locator("#content"), { fit_score: "41", evidence: "通话记录与官网资料" });
  await submit(rep, "客户分级记录");
  await agree(await who("supervisor"), "《客户分级记录》");
  await enter(rep, "商机培育与需求深度挖掘");
});

test("what it costs is not more than is committed, and less than paper asks", async ({ as }) => {
  const page = await as(PEOPLE.rep);
  const { stages } = await read(page, "/processes/current");
  const { documents } = await read(page, `/deals/${deal.id}`);
  const lines: Line[] = [];
  for (const [stage, { clicks, typed }] of efforts()) {
    const outputs: string[] = stages[Number(stage[0]) - 1].outputs;
    let paper = 0;
    for (const { id, kind, facts } of documents) {
      if (!outputs.includes(kind)) continue;
      const { body } = await read(page, `/deals/${deal.id}/documents/${id}`);
      paper += entries({ ...facts, ...body });
    }
    lines.push({ stage, clicks, typed, paper });
  }
  console.table(lines);
  if (process.env.TONGGUAN_EFFORT === "write") commit(lines);
  const before = new Map(committed().map((line) => [line.stage, line]));
  for (const { stage, clicks, typed, paper } of lines) {
    expect(typed, `${stage}: fields typed into, against entries on paper`).toBeLessThan(paper);
    expect(typed, `${stage}: fields typed into`).toBeLessThanOrEqual(before.get(stage)?.typed ?? 0);
    expect(clicks, `${stage}: clicks`).toBeLessThanOrEqual(before.get(stage)?.clicks ?? 0);
  }
});
