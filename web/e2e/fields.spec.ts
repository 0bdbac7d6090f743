/** Field rights: set on a page by whoever answers for security, in force at once, refused where they would stop the process. */
import { open } from "./support/hand";
import { registerLead } from "./support/lead";
import { expect, read, test } from "./support/test";

const SECURITY = "ding.an";
const OWNER = "zhang.wei";
const MANAGER = "chen.jing";
/** What every registered lead says of the need. */
const NEED = "计划上线一体化系统";

test("what is kept from others by a rule is gone from their page, and back when the rule is deleted", async ({ as }) => {
  const owner = await as(OWNER);
  const lead = await registerLead(owner);
  const { documents } = await read(owner, `/deals/${lead.id}`);
  const paper = `/deals/${lead.id}/documents/${documents.find((one: { kind: string }) => one.kind === "lead_registration").id}`;
  const manager = await as(MANAGER);
  await open(manager, paper);
  await expect(manager.locator("#content")).toContainText(NEED);

  const security = await as(SECURITY, { expected: /422/ });
  await open(security, "/settings/fields");
  const byProcess = security.getByRole("table", { name: "流程自带的规定" });
  await expect(byProcess.getByRole("row").filter({ hasText: "谈判策略表" })).toContainText("整张单据");
  await expect(byProcess.getByRole("row").filter({ hasText: "报价明细 · 底价" }).filter({ hasText: "其他人看不到" })).toContainText("履约");
  await expect(security.getByText("公司没有另作规定。")).toBeVisible();

  await security.getByRole("button", { name: "新增规定" }).click();
  const dialog = security.getByRole("dialog", { name: "新增规定" });
  await dialog.getByLabel(/^单据/).selectOption({ label: "《商务报价单》" });
  await expect(dialog.getByRole("button", { name: "保存" }), "for whom").toBeDisabled();
  await dialog.getByLabel(/^字段/).selectOption({ label: "运费" });
  await dialog.getByLabel(/^怎样只有/).selectOption({ label: "其他人看不到" });
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog.getByRole("alert")).toContainText("审批人看不到所批内容");
  await expect(dialog.getByRole("alert")).toContainText("财务专员");

  await dialog.getByLabel(/^单据/).selectOption({ label: "《客户线索登记表》" });
  await dialog.getByLabel(/^字段/).selectOption({ label: "采购需求描述" });
  await dialog.getByLabel(/^怎样只有/).selectOption({ label: "其他人看不到" });
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog.getByRole("alert")).toContainText("必填字段没人能填");
  await dialog.getByLabel("哪些岗位不受限制").selectOption({ label: "负责人" });
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog).toHaveCount(0);
  const rule = security.getByRole("table", { name: "公司的规定" }).getByRole("row").filter({ hasText: "采购需求描述" });
  await expect(rule).toContainText("负责人");

  await open(manager, paper);
  await expect(manager.locator("#content")).toContainText(lead.customer);
  await expect(manager.locator("#content")).not.toContainText(NEED);
  await open(owner, paper);
  await expect(owner.locator("#content")).toContainText(NEED);

  // The demo company goes on without it.
  await rule.getByRole("button", { name: "删除" }).click();
  await security.getByRole("dialog").getByRole("button", { name: "删除" }).click();
  await expect(security.getByText("公司没有另作规定。")).toBeVisible();
  await open(manager, paper);
  await expect(manager.locator("#content")).toContainText(NEED);
});
