/** A grade decided where it is listed, on a desk and on a phone: what is refused keeps the words, what is withdrawn or decided already is not decided again. */
import { approvalOf, gradedLead, type Lead } from "./support/lead";
import { expect, test } from "./support/test";
import { settled } from "./support/watch";
import type { Page } from "@playwright/test";

const REP = "zhang.wei";
const SUPERVISOR = "sun.hao";

/** Opens the approval of a lead in the list. */
async function open(page: Page, lead: Lead) {
  await page.goto("/approvals");
  await settled(page);
  await page.getByRole("button", { name: lead.customer }).first().click();
  await expect(page.locator("[data-pane]")).toContainText(lead.customer);
}

for (const phone of [false, true]) {
  const where = phone ? "on a phone" : "on a desk";

  test(`a supervisor approves ${where}`, async ({ as }) => {
    const rep = await as(REP);
    const lead = await gradedLead(rep);
    const page = await as(SUPERVISOR, { phone });
    await open(page, lead);
    await page.locator("[data-pane]").getByRole("button", { name: "同意", exact: true }).click();
    await expect(page.getByRole("button", { name: lead.customer })).toHaveCount(0);
    expect((await approvalOf(rep, lead)).result).toBe("approved");
  });

  test(`a return needs words, and is refused without them, ${where}`, async ({ as }) => {
    const rep = await as(REP);
    const lead = await gradedLead(rep);
    const page = await as(SUPERVISOR, { phone, expected: /422/ });
    await open(page, lead);
    const pane = page.locator("[data-pane]");
    await pane.getByRole("button", { name: "退回", exact: true }).click();
    await pane.getByRole("button", { name: "确认退回" }).click();
    await expect(pane.getByRole("alert")).toBeVisible();
    expect((await approvalOf(rep, lead)).result ?? null).toBeNull();
    await pane.getByRole("textbox", { name: "意见" }).fill("评分依据不足，请补充客户预算的证据");
    await pane.getByRole("button", { name: "确认退回" }).click();
    await expect(page.getByRole("button", { name: lead.customer })).toHaveCount(0);
    expect((await approvalOf(rep, lead)).result).toBe("returned");
  });

  test(`an approval is handed to somebody else ${where}`, async ({ as }) => {
    const rep = await as(REP);
    const lead = await gradedLead(rep);
    const page = await as(SUPERVISOR, { phone });
    await open(page, lead);
    const pane = page.locator("[data-pane]");
    await pane.getByRole("textbox", { name: "意见" }).fill("我外出，请陈经理代为决定");
    await pane.getByRole("button", { name: "转交", exact: true }).click();
    await pane.getByRole("combobox", { name: "输入姓名" }).fill("陈静");
    await pane.getByRole("option", { name: /陈静/ }).click();
    await pane.getByRole("button", { name: "确认转交" }).click();
    await expect(page.getByRole("button", { name: lead.customer })).toHaveCount(0);
    const approval = await approvalOf(rep, lead);
    expect(JSON.stringify(approval.steps)).toContain("陈静");
  });
}

test("who asked takes it back", async ({ as }) => {
  const page = await as(REP);
  const lead = await gradedLead(page);
  await page.goto("/approvals?box=requested");
  await settled(page);
  await page.getByRole("button", { name: lead.customer }).first().click();
  await page.locator("[data-pane]").getByRole("button", { name: "撤回" }).first().click();
  const confirm = page.getByRole("button", { name: /确认撤回/ });
  if (await confirm.count()) await confirm.click();
  await expect.poll(async () => (await approvalOf(page, lead)).result).toBe("withdrawn");
});

test("Enter that picks a candidate of an input method decides nothing", async ({ as }) => {
  const rep = await as(REP);
  const lead = await gradedLead(rep);
  const page = await as(SUPERVISOR);
  await open(page, lead);
  const words = page.locator("[data-pane]").getByRole("textbox", { name: "意见" });
  await words.focus();
  await words.evaluate((field) => {
    field.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, isComposing: true, keyCode: 229, bubbles: true, cancelable: true } as KeyboardEventInit));
    field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
  });
  await settled(page);
  expect((await approvalOf(rep, lead)).result ?? null).toBeNull();
  await words.press("Control+Enter");
  await expect.poll(async () => (await approvalOf(rep, lead)).result).toBe("approved");
});

test("what somebody else decided meanwhile is not decided twice", async ({ as }) => {
  const rep = await as(REP);
  const lead = await gradedLead(rep);
  // This page hears of no change, and still offers what somebody else decides.
  const first = await as(SUPERVISOR, { expected: /422|409|events/ });
  await first.route("**/api/v1/events", (route) => route.abort());
  await open(first, lead);
  const second = await as(SUPERVISOR);
  await open(second, lead);
  await second.locator("[data-pane]").getByRole("button", { name: "同意", exact: true }).click();
  await expect.poll(async () => (await approvalOf(rep, lead)).result).toBe("approved");
  const pane = first.locator("[data-pane]").filter({ hasText: lead.customer });
  await pane.getByRole("button", { name: "退回", exact: true }).click();
  await pane.getByRole("textbox", { name: "意见" }).fill("评分依据不足，请补充客户预算的证据");
  await pane.getByRole("button", { name: "确认退回" }).click();
  await expect(pane.getByRole("alert")).toContainText("审批");
  await expect(pane.getByRole("textbox", { name: "意见" })).toHaveValue(/评分依据不足/);
  expect((await approvalOf(rep, lead)).result).toBe("approved");
});
