/** What is known of a customer besides the deal at hand: what was done about it, and what is like a new lead. */
import { registerLead, registration } from "./support/lead";
import { expect, give, read, test } from "./support/test";

test("a customer's history tells who did what, on its deals and on itself", async ({ as }) => {
  const page = await as("chen.jing");
  const { items } = await read(page, "/deals?limit=1");
  const { account } = items[0];
  await page.goto(`/accounts/${account.id}`);
  await page.getByRole("button", { name: "历史" }).click();
  await expect(page).toHaveURL(/tab=history/);
  const history = await read(page, `/history?account=${account.id}&limit=1`);
  await expect(page.locator(`time[datetime="${history.items[0].at}"]`).first()).toBeVisible();
});

test("a lead that resembles another one is marked, and shows the other as far as its reader may", async ({ as }) => {
  const { customer } = await registerLead(await as("zhang.wei"));
  const rep = await as("zhang.wei");
  // The same name but for its last sign before 有限公司: alike, and not the same.
  const resembling = customer.replace(/.有限公司$/, "与有限公司");
  const { id } = await give(rep, "/deals", { body: { ...registration(resembling), dup_justification: "同一园区的另一家公司，营业执照已核对" } });
  const page = await as("chen.jing");
  const { items } = await read(page, "/deals?stage=screening&standing=open&similar=true&limit=200");
  const alike = items.find((one: { id: string }) => one.id === id);
  expect(alike.similar, "it resembles the first").toBeGreaterThan(0);
  const similar: { name: string; deal?: string; account?: string }[] = await read(page, `/deals/${alike.id}/similar`);
  expect(similar).toHaveLength(alike.similar);
  await page.goto("/leads");
  await page.getByRole("row").filter({ hasText: alike.number }).getByRole("button", { name: /相似/ }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("row")).toHaveCount(similar.length + 1);
  await expect(dialog.getByRole("link", { name: "打开" })).toHaveCount(similar.filter((one) => one.deal || one.account).length);
  expect(new URL(page.url()).pathname, "the lead behind stays closed").toBe("/leads");
});
