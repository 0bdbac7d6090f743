/** 工作台: what is owed, by urgency, finished in place; with the keyboard too. */
import { gradedLead, registerLead } from "./support/lead";
import { expect, test } from "./support/test";
import { settled } from "./support/watch";

test("a new lead is owed its screening, and the queue opens it", async ({ as }) => {
  const page = await as("zhang.wei");
  const lead = await registerLead(page);
  await page.goto("/");
  await settled(page);
  const row = page.getByText(lead.customer).first();
  await expect(row).toBeVisible();
  await row.click();
  await expect(page.locator("#content")).toContainText("初筛");
});

test("an approval in the queue is decided without leaving it", async ({ as }) => {
  const rep = await as("zhang.wei");
  const lead = await gradedLead(rep);
  const page = await as("sun.hao");
  await page.goto("/");
  await settled(page);
  await page.getByText(lead.customer).first().click();
  await page.getByRole("button", { name: "同意", exact: true }).first().click();
  await expect(page.getByText(lead.customer)).toHaveCount(0);
  await expect(page).toHaveURL(/127\.0\.0\.1:\d+\/(\?.*)?$/);
});

for (const lang of ["zh-CN", "en"] as const) {
  test(`the first screen speaks ${lang}`, async ({ as }) => {
    const page = await as("zhang.wei", { lang });
    await page.goto("/");
    await settled(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(lang === "en" ? /queue|work/i : /工作台/);
  });
}
