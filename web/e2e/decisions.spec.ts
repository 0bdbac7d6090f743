/** A grade decided where it is listed, on a desk and on a phone: what is refused keeps the words, what is withdrawn or decided already is not decided again. */
import { approvalOf, gradedLead, type Lead } from "./support/lead";
import { expect, give, test } from "./support/test";
import { settled } from "./support/watch";
import type { Page } from "@playwright/test";

const REP = "zhang.wei";
const SUPERVISOR = "sun.hao";
const MANAGER = "chen.jing";

/** Opens the approval of a lead in the list. */
async function open(page: Page, lead: Lead) {
  await page.goto("/approvals");
  await settled(page);
  await page.getByRole("button", { name: lead.customer }).first().click();
  await expect(page.locator("[data-pane]")).toContainText(lead.customer);
}

/** Names one of our people in the pane. */
async function choose(page: Page, name: string) {
  const pane = page.locator("[data-pane]");
  await pane.getByRole("combobox", { name: "输入姓名" }).fill(name);
  await pane.getByRole("option", { name: new RegExp(name) }).click();
}

/** Decides, and waits until it has left the list. */
async function decide(page: Page, word: string) {
  const line = page.locator("[data-line]", { hasText: (await page.locator("[data-pane] h2").textContent())?.split(" · ")[0] });
  await page.locator("[data-pane]").getByRole("button", { name: word, exact: true }).click();
  await expect(line).toHaveCount(0);
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

  test(`an approval is handed to somebody else, who decides it, ${where}`, async ({ as }) => {
    const rep = await as(REP);
    const lead = await gradedLead(rep);
    const page = await as(SUPERVISOR, { phone });
    await open(page, lead);
    const pane = page.locator("[data-pane]");
    await pane.getByRole("textbox", { name: "意见" }).fill("我外出，请陈经理代为决定");
    await pane.getByRole("button", { name: "转交", exact: true }).click();
    await choose(page, "陈静");
    await pane.getByRole("button", { name: "确认转交" }).click();
    await expect(page.getByRole("button", { name: lead.customer })).toHaveCount(0);

    const next = await as(MANAGER, { phone });
    await open(next, lead);
    await decide(next, "同意");
    expect((await approvalOf(rep, lead)).result).toBe("approved");
    // Whoever gave it away reads it, and decides nothing any more.
    await page.goto(`/approvals?item=${(await approvalOf(rep, lead)).id}&deal=${lead.id}`);
    await expect(page.locator("[data-pane]")).toContainText("已同意");
    await expect(page.locator("[data-pane]").getByRole("button", { name: "同意", exact: true })).toHaveCount(0);
  });

  for (const before of [true, false]) {
    test(`somebody is asked ${before ? "before" : "after"} the own decision ${where}`, async ({ as }) => {
      const rep = await as(REP);
      const lead = await gradedLead(rep);
      const page = await as(SUPERVISOR, { phone });
      await open(page, lead);
      const pane = page.locator("[data-pane]");
      await pane.getByRole("button", { name: "加签", exact: true }).click();
      await choose(page, "陈静");
      await pane.getByRole("button", { name: before ? "在我之前" : "在我之后" }).click();
      await pane.getByRole("textbox", { name: "意见" }).fill("请经理一起把关");
      await pane.getByRole("button", { name: "确认加签" }).click();
      await expect.poll(async () => (await approvalOf(rep, lead)).steps.length).toBe(2);
      const inOrder = before ? [MANAGER, SUPERVISOR] : [SUPERVISOR, MANAGER];
      for (const login of inOrder) {
        expect((await approvalOf(rep, lead)).result ?? null).toBeNull();
        const one = login === SUPERVISOR ? page : await as(login, { phone });
        await open(one, lead);
        await decide(one, "同意");
      }
      expect((await approvalOf(rep, lead)).result).toBe("approved");
    });
  }

  test(`who asked reminds, and takes it back ${where}`, async ({ as }) => {
    const page = await as(REP, { phone });
    const lead = await gradedLead(page);
    await page.goto("/approvals?box=requested");
    await settled(page);
    await page.getByRole("button", { name: lead.customer }).first().click();
    const pane = page.locator("[data-pane]");
    await pane.getByRole("button", { name: "催办" }).click();
    await expect(pane.getByText("已催办")).toBeVisible();
    await pane.getByRole("button", { name: "撤回" }).click();
    await expect.poll(async () => (await approvalOf(page, lead)).result).toBe("withdrawn");
  });
}

test("of several at once each says what became of it", async ({ as }) => {
  const rep = await as(REP);
  const [first, second] = [await gradedLead(rep), await gradedLead(rep)];
  const page = await as(SUPERVISOR, { expected: /events/ });
  await page.route("**/api/v1/events", (route) => route.abort());
  await page.goto("/approvals");
  await settled(page);
  for (const lead of [first, second]) await page.locator("[data-line]", { hasText: lead.customer }).getByRole("checkbox").check();
  // One of the two is taken back meanwhile, and this page does not hear of it.
  await give(rep, `/deals/${second.id}/commands`, { type: "withdraw_approval", approval: (await approvalOf(rep, second)).id });
  await page.getByRole("textbox", { name: "对全部的意见" }).fill("情况清楚，同意");
  await page.getByRole("button", { name: "同意这 2 件" }).click();
  const results = page.getByRole("region", { name: "已选 2 件" }).getByRole("listitem");
  await expect(results.filter({ hasText: first.customer })).toContainText("已同意");
  await expect(results.filter({ hasText: second.customer })).toContainText("这项审批已经结束");
  await results.filter({ hasText: second.customer }).getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/deals/${second.id}`));
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
