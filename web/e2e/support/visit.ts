/** What a plan and a record of a visit say, complete. */
import type { Page } from "@playwright/test";
import type { Lead } from "./lead";
import { expect, read } from "./test";

/** So many hours from now. */
export const hence = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

async function people(page: Page, { id }: Lead) {
  const { account } = await read(page, `/deals/${id}`);
  const { items } = await read(page, `/contacts?account=${account.id}`);
  const { person } = await read(page, "/session");
  return { contact: items[0].id as string, me: person.id as string };
}

/** A first visit. */
export async function plan(page: Page, deal: Lead, start: string, end: string) {
  const { contact, me } = await people(page, deal);
  return {
    visit_type: "first", visit_mode: "on_site", planned_start: start, planned_end: end, location: "杭州市滨江区某路1号", visitors: [me], customer_attendees: [contact],
    objective: [{ result: "确认预算审批人" }], agenda: [{ time: "14:00", topic: "现状调研" }, { time: "15:00", topic: "方案讨论" }],
    question_list: [{ type: "situation", question: "现有哪些系统？" }, { type: "problem", question: "对账每月花多少人天？" }, { type: "need_payoff", question: "减少一半对账时间意味着什么？" }],
  };
}

/** What came of a visit that nobody planned. */
export async function report(page: Page, deal: Lead, start: string, end: string) {
  const { contact, me } = await people(page, deal);
  return {
    unplanned_reason: "客户临时来电约见", actual_start: start, actual_end: end, visit_mode: "on_site", location: "杭州市滨江区某路1号", our_attendees: [me], customer_attendees: [contact],
    org_structure_note: "集团、事业部、信息部", key_contacts: [{ person: contact, role: "influencer", attitude: 1, concern: "接口稳定" }],
    pain_points: [{ description: "人工对账每月12人天，月末积压", department: "财务部", loss_amount: 3_000_000, severity: "high", source: contact }],
    expected_solution: "与现有ERP直接对接", consensus: [{ text: "下周技术交流" }], objective_result: [{ objective: "确认预算审批人", result: "reached" }],
    next_actions: [{ what: "提交调研纪要", who: me, due: hence(7 * 24).slice(0, 10) }],
  };
}

/** A paper as somebody left it, to be submitted on its page. */
export async function draft(page: Page, { id }: Lead, kind: string, body: object) {
  const headers = { "x-tg": "1", "sec-fetch-site": "same-origin", "idempotency-key": crypto.randomUUID() };
  const answer = await page.request.put(`/api/v1/deals/${id}/drafts/${kind}`, { data: { body, revision: 0 }, headers });
  expect(answer.ok(), await answer.text()).toBe(true);
}
