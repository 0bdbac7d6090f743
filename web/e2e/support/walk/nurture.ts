/** Stage 2: the customer's people, a first visit, the need held against a second source, the decision chain. */
import { expect, type Page } from "@playwright/test";
import { fill, type } from "../hand";
import { command, day, deal, dealPage, duty, enter, gone, minute, submit } from "../steps";
import { settled } from "../watch";
import type { Who } from "./people";

/** The customer's other people: who else knows of the need, who decides, who pays. */
const OTHERS = [
  ["孙主管", "生产主管"],
  ["赵总", "总经理"],
  ["钱总监", "财务总监"],
] as const;

export async function nurture(who: Who) {
  const rep = await who("rep");
  await meetPeople(rep);
  await planVisit(rep);
  await reportVisit(rep);
  const manager = await who("manager");
  const guidance = await duty(manager, "指导需求验证");
  await fill(guidance, { guidance: "先量化对账损失，再约财务核实预算口径" });
  await guidance.getByRole("button", { name: "指导需求验证" }).last().click();
  await gone(manager, "指导需求验证");
  await dealPage(rep);
  await rep.getByRole("button", { name: "验证需求" }).click();
  await command(rep, { method: "电话", contact: "孙主管", result: "属实", note: "孙主管电话确认对账耗时属实" }, "验证需求");
  await mapPeople(rep);
  await rep.getByRole("button", { name: "设置预计金额与日期" }).click();
  await command(rep, { amount: "850000", close_on: day(60) }, "设置预计金额与日期");
  await dealPage(manager);
  await manager.getByRole("button", { name: "确认商机" }).first().click();
  await command(manager, { opinion: "需求真实，决策链清楚，同意立项" }, "确认商机");
  await enter(rep, "方案定制与商务报价");
}

async function meetPeople(rep: Page) {
  await dealPage(rep);
  await rep.getByRole("link", { name: deal.customer }).first().click();
  for (const [name, title] of OTHERS) {
    await rep.getByRole("button", { name: "添加联系人" }).click();
    const card = rep.getByRole("dialog");
    await type(card.getByLabel("姓名"), name);
    await type(card.getByLabel("职务"), title);
    await type(card.getByLabel("电子邮箱"), "office@customer.example");
    await card.getByLabel("个人信息告知方式").selectOption("名片交换");
    await card.getByRole("button", { name: "保存" }).click();
    await expect(card).toHaveCount(0);
  }
}

/** The plan is owed within working days; for a visit on the same day it asks why. */
async function planVisit(rep: Page) {
  const plan = await duty(rep, "首次拜访计划");
  await fill(plan, {
    visit_type: "首次拜访",
    visit_mode: "上门",
    planned_start: minute(30),
    planned_end: minute(90),
    location: "杭州市滨江区某路1号",
    customer_attendees: ["王工"],
    objective: [{ result: "确认预算审批人" }],
    agenda: [
      { time: "14:00", topic: "现状调研" },
      { time: "15:00", topic: "方案讨论" },
    ],
    question_list: [
      { type: "背景", question: "现有哪些系统？" },
      { type: "难点", question: "对账每月花多少人天？" },
      { type: "需求与效益", question: "减少一半对账时间意味着什么？" },
    ],
  });
  const hand = plan.getByRole("button", { name: "提交《客户拜访计划》" });
  await hand.click();
  await expect(plan.getByRole("alert").first()).toContainText("缺少临时拜访原因");
  await fill(plan, { short_notice_kind: "客户临时邀约" });
  await hand.click();
  await gone(rep, "首次拜访计划");
}

/** The customer had time earlier than planned. Place, mode, who was there and the objectives come from the plan. */
async function reportVisit(rep: Page) {
  const report = await duty(rep, "提交拜访记录");
  await fill(report, {
    actual_start: minute(-40),
    actual_end: minute(-2),
    org_structure_note: "集团、事业部、信息部",
    key_contacts: [{ person: "王工", role: "影响者", attitude: "1", concern: "接口稳定" }],
    pain_points: [{ description: "人工对账每月12人天，月末积压", department: "财务部", loss_amount: "30000", severity: "高", source: "王工" }],
    expected_solution: "与现有ERP直接对接",
    consensus: [{ text: "下周技术交流" }],
    objective_result: [{ result: "达成" }],
    next_actions: [{ what: "提交调研纪要", who: "张伟", due: day(2) }],
  });
  await report.getByRole("button", { name: "提交《客户拜访记录》" }).click();
  await gone(rep, "提交拜访记录");
}

async function mapPeople(rep: Page) {
  await rep.getByRole("listitem").filter({ hasText: "决策链缺少" }).getByRole("button", { name: "去填写" }).click();
  await settled(rep);
  await fill(rep.locator("#content"), {
    nodes: [
      { contact_id: "王工", role: ["技术评估人"], influence: "3", attitude: "1", concern: "兼容性", relationship: "可沟通", contact_evidence: "客户拜访记录" },
      { contact_id: "赵总", role: ["最终决策人"], influence: "5", attitude: "0", concern: "12个月回本", relationship: "未接触", planned_contact_on: day(10) },
      { contact_id: "钱总监", role: ["预算审批人"], influence: "4", attitude: "0", concern: "当年预算", relationship: "未接触" },
    ],
    decision_process: [{ step: "技术评估", who: "王工" }],
  });
  await submit(rep, "决策链图谱");
}
