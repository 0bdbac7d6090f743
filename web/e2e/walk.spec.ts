/** One deal from a lead at an exhibition to its review, by the people of the standard, each at his own pages; what it costs them is counted. */
import type { Page } from "@playwright/test";
import { commit, committed, counted, efforts, entries, type Line } from "./support/effort";
import { deal } from "./support/steps";
import { expect, read, test as base } from "./support/test";
import { aftercare } from "./support/walk/aftercare";
import { contract } from "./support/walk/contract";
import { fulfilment } from "./support/walk/fulfilment";
import { nurture } from "./support/walk/nurture";
import { PEOPLE, type Person, type Who } from "./support/walk/people";
import { proposal } from "./support/walk/proposal";
import { screening } from "./support/walk/screening";

/** Somebody of the walk at his pages, while what he does counts for the stage that the test is named after. */
const test = base.extend<{ who: Who }>({
  who: async ({ as }, use, { title }) => {
    const there = new Map<Person, Page>();
    await use(async (person) => {
      const page = there.get(person) ?? (await counted(await as(PEOPLE[person], { expected: /422/ }), title));
      // What does not come within a minute is told at its line, not when the whole test is over.
      page.setDefaultTimeout(60_000);
      there.set(person, page);
      return page;
    });
  },
});

/** A click that meets a page on the move is made once more: so many are nobody's fault. */
const SLIPS = 2;

test.describe.configure({ mode: "serial" });

test.setTimeout(600_000);

test("1 客户开发与初步筛选", ({ who }) => screening(who));

test("2 商机培育与需求深度挖掘", ({ who }) => nurture(who));

test("3 方案定制与商务报价", ({ who }) => proposal(who));

test("4 商务谈判与合同签订", ({ who }) => contract(who));

test("5 履约交付与回款管理", ({ who }) => fulfilment(who));

test("6 客户关系维护与复盘", ({ who }) => aftercare(who));

test("what it costs is not more than is committed, and less than paper asks", async ({ as }) => {
  const page = await as(PEOPLE.rep);
  const { stages, documents: forms } = await read(page, "/processes/current");
  const { documents } = await read(page, `/deals/${deal.id}`);
  const lines: Line[] = [];
  for (const [stage, { clicks, typed }] of efforts()) {
    const { stage: key } = stages[Number(stage[0]) - 1];
    let paper = 0;
    for (const { id, kind, facts } of documents) {
      if (forms[kind].stage !== key) continue;
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
    expect(clicks, `${stage}: clicks`).toBeLessThanOrEqual((before.get(stage)?.clicks ?? 0) + SLIPS);
  }
});
