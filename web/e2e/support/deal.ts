/** A deal of its own for a test, carried to the stage that it needs over the API: by zhang.wei, with whoever must agree on the way. */
import type { Page } from "@playwright/test";
import { approvalOf, gradedLead, type Lead } from "./lead";
import { give, read } from "./test";

/** Signs somebody in and hands his page over, as the fixture does. */
type As = (login: string) => Promise<Page>;

/** Who sells, and who agrees. */
export const REP = "zhang.wei";
const SUPERVISOR = "sun.hao";
const MANAGER = "chen.jing";

export interface Deal extends Lead {
  /** The customer's own people: who told the need, a second source, who decides, who pays. */
  engineer: string;
  chief: string;
  decider: string;
  treasurer: string;
  /** Ours, by name. */
  people: Record<string, string>;
}

const hour = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * hour).toISOString();

/** The day in Shanghai so many days from now. */
export function civilDay(days: number): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" }).format(new Date(Date.now() + days * 24 * hour));
}

/** Gives a command to a deal. */
export const act = (page: Page, deal: Lead, command: Record<string, unknown>) => give(page, `/deals/${deal.id}/commands`, command);

/** Passes the gate. */
export async function advance(page: Page, deal: Lead) {
  const { version } = await read(page, `/deals/${deal.id}`);
  await give(page, `/deals/${deal.id}/commands`, { type: "advance_stage" }, version);
}

/** Hands a document in; its id. */
export async function submit(page: Page, deal: Lead, kind: string, body: Record<string, unknown>, more: Record<string, unknown> = {}): Promise<string> {
  const { created } = await act(page, deal, { type: "submit_document", kind, body, ...more });
  return created.find((one: { kind: string }) => one.kind === "document")?.id;
}

/** The same page for the same person, who signs in once. */
function once(as: As): As {
  const pages = new Map<string, Promise<Page>>();
  return (login) => {
    const known = pages.get(login) ?? as(login);
    pages.set(login, known);
    return known;
  };
}

/** A deal in 商机培育: graded, approved, through the first gate, with the customer's people. */
export async function nurturedDeal(as: As): Promise<Deal> {
  const rep = await as(REP);
  const lead = await gradedLead(rep);
  const approval = await approvalOf(rep, lead);
  const supervisor = await as(SUPERVISOR);
  const [line] = (await read(supervisor, "/approvals?limit=200")).items.filter((one: { deal: { id: string } }) => one.deal.id === lead.id);
  await act(supervisor, lead, { type: "decide_approval", approval: approval.id, step: line.step, verdict: "approve", digest: line.digest, opinion: "已核对，同意" });
  await advance(rep, lead);
  const deal = await read(rep, `/deals/${lead.id}`);
  const { items } = await read(rep, "/users?limit=200");
  const people = Object.fromEntries(items.map((one: { name: string; id: string }) => [one.name, one.id]));
  const known = (await read(rep, `/contacts?account=${deal.account.id}`)).items[0].id;
  const meet = async (name: string, title: string) => (await give(rep, "/contacts/commands", { type: "create_contact", account: deal.account.id, card: { name, title, phone: "0571-88880001", notice: "business_card", notified_on: "2026-01-05" } })).id;
  return { ...lead, people, engineer: known, chief: await meet("孙主管", "生产主管"), decider: await meet("赵总", "总经理"), treasurer: await meet("钱总监", "财务总监") };
}

/** A deal in 方案与报价: visited, its need verified, the chain drawn, confirmed by the manager. */
export async function proposedDeal(sign: As): Promise<Deal> {
  const as = once(sign);
  const deal = await nurturedDeal(as);
  const rep = await as(REP);
  const start = 3 + Math.random() * 15;
  const slot = [ago(start), ago(start - 0.02)];
  const planned = 24 * (1 + Math.random() * 20);
  const plan = await submit(rep, deal, "visit_plan", {
    visit_type: "first", visit_mode: "on_site", planned_start: ago(-planned), planned_end: ago(-planned - 0.02), location: "客户会议室", visitors: [deal.people.张伟], customer_attendees: [deal.engineer],
    short_notice_kind: "customer_invited", objective: [{ result: "确认预算审批人" }], agenda: [{ time: "14:00", topic: "现状调研" }, { time: "15:00", topic: "方案讨论" }],
    question_list: [{ type: "situation", question: "现有哪些系统？" }, { type: "problem", question: "对账每月花多少人天？" }, { type: "need_payoff", question: "减少一半对账时间意味着什么？" }],
  });
  const report = await submit(rep, deal, "visit_report", {
    plan_id: plan, actual_start: slot[0], actual_end: slot[1], visit_mode: "on_site", location: "客户会议室", our_attendees: [deal.people.张伟], customer_attendees: [deal.engineer],
    org_structure_note: "集团、事业部、信息部", key_contacts: [{ person: deal.engineer, role: "influencer", attitude: 1, concern: "接口稳定" }],
    pain_points: [{ description: "人工对账每月12人天，月末积压", department: "财务部", loss_amount: 3_000_000, severity: "high", source: deal.engineer }],
    expected_solution: "与现有ERP直接对接", consensus: [{ text: "下周技术交流" }], objective_result: [{ objective: "确认预算审批人", result: "reached" }], next_actions: [{ what: "提交调研纪要", who: deal.people.张伟, due: civilDay(3) }],
  });
  const needs = (await read(rep, `/deals/${deal.id}`)).facts.nurture.needs;
  await act(rep, deal, { type: "verify_need", need: Object.keys(needs)[0], method: "phone", contact: deal.chief, result: "confirmed", on: civilDay(0), note: "孙主管电话确认对账耗时属实" });
  await submit(rep, deal, "decision_chain", {
    nodes: [
      { contact_id: deal.engineer, role: ["technical_evaluator"], influence: 3, attitude: 1, concern: "兼容性", relationship: "open", contact_evidence: report },
      { contact_id: deal.decider, role: ["economic_buyer"], influence: 5, attitude: 0, concern: "12个月回本", relationship: "none", planned_contact_on: civilDay(9) },
      { contact_id: deal.treasurer, role: ["budget_approver"], influence: 4, attitude: 0, concern: "当年预算", relationship: "none" },
    ],
    edges: [{ from: deal.engineer, to: deal.decider, type: "reports" }],
    decision_process: [{ step: "技术评估", who: deal.engineer }],
  });
  await act(rep, deal, { type: "set_forecast", amount: 90_000_000, close_on: civilDay(60) });
  const manager = await as(MANAGER);
  await act(manager, deal, { type: "guide_needs", guidance: "先量化对账损失，再约财务核实预算口径" });
  await act(manager, deal, { type: "confirm_opportunity", opinion: "需求真实，决策链清楚，同意立项" });
  await advance(rep, deal);
  return deal;
}
