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

test("what is wrong at submission is brought into sight, in a command and in a paper", async ({ as }) => {
  const page = await as("zhang.wei", { expected: /422/ });
  await page.setViewportSize({ width: 1440, height: 480 });
  await registerLead(page);
  await page.goto("/");
  await settled(page);
  const pane = page.locator("[data-pane]");
  for (const [done, submit] of [["完成初筛", "完成初筛"], ["去填写", "提交"]] as const) {
    await page.locator("[data-duty]", { has: page.getByText(done, { exact: true }) }).first().getByRole("button").first().click();
    await pane.locator("[data-path]").first().waitFor();
    await pane.evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await pane.locator("footer").getByRole("button", { name: submit }).first().click();
    const fault = pane.locator("[data-path]").filter({ has: page.getByRole("alert") }).first();
    await expect(fault).toBeInViewport();
    await expect(fault.locator(":focus")).toHaveCount(1);
  }
});

for (const lang of ["zh-CN", "en"] as const) {
  test(`the first screen speaks ${lang}`, async ({ as }) => {
    const page = await as("zhang.wei", { lang });
    await page.goto("/");
    await settled(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(lang === "en" ? /queue|work/i : /工作台/);
  });
}
