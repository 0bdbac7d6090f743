/** Stage 3: the solution, its review, the customer's yes, a quotation with a special discount. */
import type { Page } from "@playwright/test";
import { fill } from "../hand";
import { act, agree, command, dealPage, enter, submit, write } from "../steps";
import { settled } from "../watch";
import type { Who } from "./people";

export async function proposal(who: Who) {
  const rep = await who("rep");
  await writeSolution(rep);
  await addTechnique(await who("presales"));
  const manager = await who("manager");
  await act(manager, "proposal", "召集方案评审", { invited: ["林晓", "吴敏", "江涛"] });
  for (const voter of ["product", "finance", "delivery", "manager"] as const) await act(await who(voter), "proposal", "评审表决", { vote: "通过", opinion: "可行，成本可控" });
  await writeMinutes(manager);
  await act(rep, "proposal", "登记客户确认", { contact: "赵总", method: "邮件", evidence: { file: "客户邮件：同意方案" } });
  await writeQuote(rep);
  for (const person of ["finance", "manager", "director"] as const) await agree(await who(person), "《商务报价单》");
  await act(rep, "proposal", "发送客户", { file: { file: "报价单" } });
  await act(rep, "proposal", "登记客户答复", { answer: "接受", evidence: { file: "客户邮件：接受报价" } });
  await enter(rep, "商务谈判与合同签订");
}

/** The verified need, its pain and the expected price stand there already. */
async function writeSolution(rep: Page) {
  await write(rep, "proposal", "销售解决方案");
  await fill(rep.locator("#content"), {
    title: "MES与ERP一体化方案",
    authors: ["何勇"],
    requirement_matrix: [{ response: "满足", description: "自动对账模块覆盖该场景" }],
    solution_framework: "对账引擎与接口网关",
    scope_in: [{ item: "对账模块" }],
    scope_out: [{ item: "历史数据清洗" }],
    implementation_plan: [{ phase: "蓝图", start_offset: "0", days: "20", deliverable: "蓝图文档", owner: "江涛" }],
    value_points: [{ value: "对账人天减少80%", metric: "人天/月", evidence: "同行案例" }],
    differentiators: [{ text: "与现有ERP直接对接" }],
    assumptions: "客户提供接口文档",
    customer_duties: "客户指定接口人",
    cost_estimate: [
      { item: "软件", type: "采购", quantity: "1", unit_cost: "310000" },
      { item: "实施", type: "人工", quantity: "50", unit_cost: "1600" },
    ],
    risks: [{ description: "接口延期", probability: "中", impact: "高", response: "提前联调", owner: "何勇" }],
  });
  await submit(rep, "销售解决方案");
}

/** Technical support puts in what he knows: a second revision, which is the one that is reviewed. */
async function addTechnique(presales: Page) {
  await dealPage(presales);
  await presales.getByRole("button", { name: "改《销售解决方案》" }).click();
  await settled(presales);
  await fill(presales.locator("#content"), { solution_framework: "对账引擎与接口网关，ERP侧用标准接口，MES侧加消息队列" });
  await submit(presales, "销售解决方案");
}

/** Who was invited stands there already; the chair says in what part. */
async function writeMinutes(manager: Page) {
  await dealPage(manager, "proposal");
  await manager.getByRole("button", { name: "作出评审结论" }).click();
  const drawer = manager.getByRole("dialog");
  await fill(drawer, { place: "三楼会议室", recorder: "何勇" });
  for (const [name, role] of Object.entries({ 林晓: "产品技术", 吴敏: "财务", 江涛: "交付" })) {
    const person = drawer.locator('[data-path^="attendees["][data-path$="].person"]').filter({ hasText: name });
    const path = (await person.getAttribute("data-path")) as string;
    await fill(drawer, { role }, path.replace("person", ""));
  }
  await command(manager, { check_feasibility: "通过", check_cost: "通过", check_fit: "通过", conclusion: "通过" }, "作出评审结论");
}

/** 15 % off the list: a special discount, which the director agrees to last. */
async function writeQuote(rep: Page) {
  await write(rep, "proposal", "商务报价单");
  await fill(rep.locator("#content"), {
    seller_entity: "通关示例科技有限公司",
    contact: "赵总",
    price_basis: "含税",
    lines: [
      { item_code: "MES-STD-50", quantity: "1", unit_price: "731000" },
      { item_code: "IMPL-DAY", quantity: "50", unit_price: "2210" },
    ],
    payment_terms: [
      { condition: "合同签订", pct: "30", days: "10" },
      { condition: "验收", pct: "70", days: "30" },
    ],
    deposit_type: "预付款",
    delivery_period: "合同生效后60天",
    delivery_days: "60",
    delivery_place: "杭州市滨江区",
    warranty: "一年",
    invoice_type: "电子专票",
    special_discount_reason: "行业首单，客户同意做样板并开放参观",
  });
  await submit(rep, "商务报价单");
}
