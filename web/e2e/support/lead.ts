/** A lead of its own for a test: registered, screened and graded, so that its supervisor has something to decide. */
import { type Page, expect } from "@playwright/test";
import { give, read } from "./test";

export interface Lead {
  id: string;
  /** The customer, a name that no other test has. */
  customer: string;
}

const SIGNS = "云海山林金石松柏星河晨曦锦程华宇天成博远盛达宏图瑞丰恒泰鼎新卓越明德嘉禾凯旋腾飞远航广厦宁静致和谐创维高原平川江南岭北东湖西溪";

const any = (signs: string) => [...signs][Math.floor(Math.random() * [...signs].length)] as string;

/** A 统一社会信用代码 like no other: GB 32100-2015, its check character computed. */
export function creditCode(): string {
  const signs = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  const code = `91330108MA${Array.from({ length: 7 }, () => any(signs)).join("")}`;
  const sum = [...code].reduce((whole, sign, place) => whole + signs.indexOf(sign) * (3 ** place % 31), 0);
  return code + signs[(31 - (sum % 31)) % 31];
}

/** A name like no other: customers that resemble each other are taken for one. */
export function companyName(): string {
  const sign = () => any(SIGNS);
  return `${Array.from({ length: 8 }, sign).join("")}有限公司`;
}

/** What a lead registration asks for, about a customer. */
export function registration(customer: string) {
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" }).format(new Date());
  const later = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" }).format(new Date(Date.now() + 120 * 86_400_000));
  return {
    obtained_at: today, source_channel: "exhibition", source_detail: "工博会 B2-118", account_name: customer, customer_nature: "enterprise",
    size_class: "large", industry: "C35 专用设备制造业", region: "330108", employees: 300, contact_name: "赵工", contact_title: "信息部经理",
    contact_phone: "0571-88880000", pi_notice: "business_card", need_summary: "现有MES与ERP不通，计划上线一体化系统", intent_level: "explicit",
    budget_status: "applying", authority_level: "influencer", expected_purchase_date: later, strategy_fit: "fits",
  };
}

/** Registers a lead as whoever is signed in, a sales rep. */
export async function registerLead(page: Page): Promise<Lead> {
  const customer = companyName();
  const { id } = await give(page, "/deals", { body: registration(customer) });
  return { id, customer };
}

/** A lead whose grade waits for the supervisor. */
export async function gradedLead(page: Page): Promise<Lead> {
  const lead = await registerLead(page);
  await give(page, `/deals/${lead.id}/commands`, { type: "complete_screening", result: "valid" });
  const body = { fit_score: 41, intent_score: 36, grade_proposed: "A", evidence: "通话记录" };
  await give(page, `/deals/${lead.id}/commands`, { type: "submit_document", kind: "grading", body });
  return lead;
}

/** A deal in the second stage: a lead whose grade the supervisor approved, sent on by its rep. */
export async function nurturedDeal(rep: Page, supervisor: Page): Promise<Lead> {
  const lead = await gradedLead(rep);
  const { id, active, digest } = await approvalOf(supervisor, lead);
  await give(supervisor, `/deals/${lead.id}/commands`, { type: "decide_approval", approval: id, step: active, verdict: "approve", digest, opinion: null });
  await give(rep, `/deals/${lead.id}/commands`, { type: "advance_stage" }, (await read(rep, `/deals/${lead.id}`)).version);
  return lead;
}

/** The one approval of a lead, as the server has it. */
export async function approvalOf(page: Page, lead: Lead) {
  const deal = await read(page, `/deals/${lead.id}`);
  expect(deal.approvals).toHaveLength(1);
  return deal.approvals[0];
}
