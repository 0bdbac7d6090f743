/** Money that arrived: the cashier books it, finance may put it to a deal's instalments, its serial number is booked once, and the finance manager reverses what was wrong. */
import type { Page } from "@playwright/test";
import { fill, open } from "./support/hand";
import { expect, read, test } from "./support/test";
import { day } from "./support/steps";

const CASHIER = "tang.li";
const SPECIALIST = "wu.min";
const MANAGER = "qian.hong";

const serial = `E2E${Date.now()}`;
const payer = `到账测试${Date.now()}有限公司`;

/** Fills the form and books. */
async function book(page: Page, amount: string) {
  const form = page.getByRole("dialog").getByRole("form", { name: "登记到账" });
  await fill(form, { received_on: day(), amount_minor: amount, method: "电汇", payer_name: payer, bank_serial: serial });
  await form.getByRole("button", { name: "登记到账" }).click();
  return form;
}

test("a receipt is booked once, offered to a deal, and reversed with a reason", async ({ as }) => {
  const cashier = await as(CASHIER, { expected: /422/ });
  await open(cashier, "/collection");
  await cashier.getByRole("button", { name: "登记到账" }).click();
  const first = await book(cashier, "1234.50");
  await expect(first.getByRole("status")).toContainText("¥1,234.50");
  const booked = cashier.getByRole("listitem").filter({ hasText: serial });
  await expect(booked).toContainText("未核销");
  await expect(booked.getByRole("button", { name: /冲销/ })).toHaveCount(0);

  const again = await book(cashier, "99");
  await expect(again.locator("[data-path=bank_serial]").getByRole("alert")).toContainText("已经登记");
  await expect(cashier.getByRole("listitem").filter({ hasText: serial })).toHaveCount(1);

  // The payer is not the customer of the deal, so the server foresees a refusal.
  const specialist = await as(SPECIALIST, { expected: /422/ });
  const { items } = await read<{ items: { deal: { id: string; stage: string } }[] }>(specialist, "/instalments?open=true&limit=200");
  const owing = items.find(({ deal }) => deal.stage === "fulfilment")?.deal.id;
  await open(specialist, "/collection");
  await expect(specialist.getByRole("button", { name: /登记到账|到账记录/ })).toHaveCount(0);
  await open(specialist, `/deals/${owing}?tab=fulfilment`);
  await specialist.getByRole("button", { name: "核销到账" }).first().click();
  await expect(specialist.getByRole("dialog").getByRole("button", { name: payer })).toContainText("1,234.50");

  const manager = await as(MANAGER);
  await open(manager, "/collection");
  await manager.getByRole("button", { name: "登记到账" }).click();
  await manager.getByRole("button", { name: `冲销 ${payer} ¥1,234.50` }).click();
  const reversal = manager.getByRole("dialog", { name: "冲销到账" });
  await reversal.getByLabel("冲销原因").fill("付款方打错账户，已退回");
  await reversal.getByRole("button", { name: "冲销到账" }).click();
  await expect(manager.getByRole("listitem").filter({ hasText: serial })).toContainText("冲销原因：付款方打错账户，已退回");
});
