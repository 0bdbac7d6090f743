/** Stage 5: the first payment, the delivery plan with its exception, a report, milestones, acceptance, the rest of the money. */
import type { Page } from "@playwright/test";
import { fill, open } from "../hand";
import { act, agree, command, day, deal, dealPage, submit, write } from "../steps";
import type { Who } from "./people";

const MAIL = { file: "客户邮件" };

export async function fulfilment(who: Who) {
  const rep = await who("rep");
  const delivery = await who("delivery");
  await invoice(who, "26332000000123456701");
  await pay(who, "252450", "ICBC-0001");
  await plan(delivery);
  for (const page of [rep, delivery]) await act(page, "fulfilment", "签署交底", {});
  await act(rep, "fulfilment", "登记客户确认", { contact: "赵总", method: "邮件", evidence: MAIL });
  await startToday(who);
  await report(rep);
  for (const _ of [1, 2]) await act(delivery, "fulfilment", "完成里程碑", { evidence: { file: "节点验收单" } });
  await act(rep, "fulfilment", "申请验收", { evidence: { file: "验收申请" } });
  await accept(delivery);
  await invoice(who, "26332000000123456702");
  await pay(who, "589050", "ICBC-0002");
}

/** Instalment, lines and tax are proposed; the tax category of a product is typed for its first invoice. */
export async function invoice(who: Who, number: string) {
  const [rep, finance] = [await who("rep"), await who("finance")];
  await write(rep, "fulfilment", "开票申请与发票登记");
  const form = rep.locator("#content");
  await fill(form, { invoice_kind: "数电专票" });
  for (const row of [0, 1]) {
    const code = form.locator(`[data-path="lines[${row}].tax_code"] input`);
    if (!(await code.inputValue())) await fill(form, { tax_code: "3040201000000000000" }, `lines[${row}].`);
  }
  await submit(rep, "开票申请与发票登记");
  await agree(finance, "《开票申请与发票登记》");
  await act(finance, "fulfilment", "登记开票", { number });
  await act(rep, "fulfilment", "登记发票送达", { contact: "钱总监", evidence: MAIL });
}

/** The cashier books what the bank shows, finance puts it to the instalments. */
export async function pay(who: Who, amount: string, serial: string) {
  const [cashier, finance] = [await who("cashier"), await who("finance")];
  await open(cashier, "/collection");
  await cashier.getByRole("button", { name: "登记到账" }).click();
  const form = cashier.getByRole("dialog").getByRole("form", { name: "登记到账" });
  await fill(form, { received_on: day(), amount_minor: amount, payer_name: deal.customer, bank_serial: serial });
  await form.getByRole("button", { name: "登记到账" }).click();
  await form.getByRole("status").waitFor();
  await dealPage(finance, "fulfilment");
  await finance.getByRole("button", { name: "核销到账" }).first().click();
  await command(finance, {}, "核销");
}

export async function plan(delivery: Page) {
  await write(delivery, "fulfilment", "项目交付计划");
  await fill(delivery.locator("#content"), {
    handover: ["范围", "许可", "定制", "第三方", "职责", "验收方式", "期限", "验收标准", "付款条件", "歧义条款", "风险", "特殊附件"],
    delivery_manager: "江涛",
    team: ["何勇"],
    planned_start: day(),
    planned_end: day(60),
    milestones: [
      { name: "上线", deliverable: "系统上线", criterion: "合同附件二", planned_date: day(30), responsible: "江涛", weight: "60" },
      { name: "终验", deliverable: "全部模块", criterion: "合同附件二", planned_date: day(60), responsible: "江涛", weight: "40" },
    ],
    customer_duties: [{ what: "提供测试环境", who: "王工", due: day(5), status: "未完成" }],
    risks: "接口资料可能迟到",
    comm_plan: "每周五周报，双周例会",
    acceptance_signatories: ["赵总"],
    report_receivers: ["王工"],
  });
  await submit(delivery, "项目交付计划");
}

/** Less than five working days ahead takes an exception, which manager and director grant. */
export async function startToday(who: Who) {
  const rep = await who("rep");
  await dealPage(rep);
  await rep.getByRole("region", { name: "可开始交付" }).getByRole("button", { name: "申请特批" }).click();
  await command(rep, { reason: "客户书面要求今天进场，资源已到位" }, "申请特批");
  for (const person of ["manager", "director"] as const) await agree(await who(person), "客户确认不足");
  await act(await who("delivery"), "fulfilment", "开始交付", {});
}

/** Owed by the week; who starts at a weekend owes the first one for the week to come. */
export async function report(rep: Page) {
  await dealPage(rep, "fulfilment");
  if (!(await rep.getByRole("listitem").filter({ hasText: "交付进度报告" }).getByRole("button").count())) return;
  await write(rep, "fulfilment", "交付进度报告");
  await fill(rep.locator("#content"), {
    overall_status: "绿",
    progress_pct_actual: "100",
    done_this_week: "接口联调与主数据核对",
    plan_next_week: "验收",
    customer_support_needed: "无",
  });
  await submit(rep, "交付进度报告");
  await act(rep, "fulfilment", "发送周报", { evidence: MAIL });
}

/** What is to be accepted comes from the milestones. */
export async function accept(delivery: Page) {
  await write(delivery, "fulfilment", "项目验收报告");
  await fill(delivery.locator("#content"), {
    type: "终验",
    basis: "合同第五条与附件二",
    items: [{ result: "合格" }, { result: "合格" }],
    conclusion: "合格",
    accepted_at: day(),
    customer_signatory: "赵总",
    seal_file: { file: "盖章验收报告" },
    satisfaction_score: "4",
  });
  await submit(delivery, "项目验收报告");
}
