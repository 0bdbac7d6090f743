/** A company day says which deadlines it would move before anybody proposes it. */
import { expect, test } from "./support/test";

test("a day off is foreseen before it is proposed", async ({ as }) => {
  const page = await as("admin");
  await page.goto("/settings/calendar");
  await page.getByRole("button", { name: "提出公司日" }).click();
  const dialog = page.getByRole("dialog");
  const foreseen = page.waitForResponse((answer) => answer.url().endsWith("/api/v1/calendars/preview"));
  await dialog.getByLabel("日期").fill("2027-03-10");
  const effect = await (await foreseen).json();
  const told = dialog.getByRole("region", { name: "会改动的时限" });
  await expect(told).toContainText(effect.moved ? `会改动 ${effect.moved} 个时限` : "不改动任何时限");
  await expect(told).toContainText(`${effect.unchanged} 个不变`);
  expect(effect.unchanged + effect.moved, "the company has deadlines that could move").toBeGreaterThan(0);
});
