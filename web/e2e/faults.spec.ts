/** Refusals and faults, shown with what was refused, why, and the way out. */
import { gradedLead, registerLead } from "./support/lead";
import { expect, read, signIn, test } from "./support/test";
import { settled } from "./support/watch";

test("a closed gate says what is missing", async ({ as }) => {
  const page = await as("zhang.wei", { expected: /422/ });
  const lead = await registerLead(page);
  await page.goto(`/deals/${lead.id}`);
  await settled(page);
  const deal = await read(page, `/deals/${lead.id}`);
  const gate = deal.gates.find((one: { is_exit: boolean }) => one.is_exit);
  const missing: string[] = gate.conditions.filter((one: { is_met: boolean }) => !one.is_met).map((one: { missing: string }) => one.missing);
  expect(missing.length).toBeGreaterThan(0);
  for (const words of missing) await expect(page.locator("#content")).toContainText(words);
});

test("a deal of another team is as if it were not there", async ({ as }) => {
  const rep = await as("zhang.wei");
  const lead = await registerLead(rep);
  const page = await as("pan.yun", { expected: /404/ });
  await page.goto(`/deals/${lead.id}`);
  await settled(page);
  await expect(page.locator("#content")).not.toContainText(lead.customer);
  await expect(page.getByRole("alert")).toBeVisible();
});

test("an address without a page offers the way back", async ({ as }) => {
  const page = await as("chen.jing");
  await page.goto("/no/such/page");
  await settled(page);
  await page.locator("#content").getByRole("link").first().click();
  await expect(page).toHaveURL(/\/$/);
});

test("a server that cannot answer now says so, keeps the page and can be asked again", async ({ as }) => {
  const page = await as("chen.jing", { expected: /503|unavailable/ });
  const problem = { type: "urn:tongguan:problem:unavailable", title: "暂时无法处理", status: 503, code: "unavailable", detail: "稍后再试。", params: {}, request_id: "01a2156c-0000-7000-8000-000000000000" };
  let failing = true;
  await page.route("**/api/v1/approvals*", (route) => (failing ? route.fulfill({ status: 503, contentType: "application/problem+json", body: JSON.stringify(problem) }) : route.continue()));
  await page.goto("/approvals");
  const alert = page.locator("#content").getByRole("alert");
  await expect(alert).toContainText("暂时无法处理");
  await expect(alert).toContainText("01a2156c");
  failing = false;
  await alert.getByRole("button", { name: "重试" }).click();
  await expect(alert).toHaveCount(0);
});

test("a session that ended leads to the sign-in page and back", async ({ as }) => {
  const page = await as("chen.jing", { expected: /401/ });
  await page.goto("/approvals");
  await settled(page);
  await page.context().clearCookies();
  await page.goto("/approvals?box=done");
  await expect(page.getByRole("heading", { name: "登录" })).toBeVisible();
  await signIn(page, "chen.jing");
  await page.reload();
  await expect(page).toHaveURL(/\/approvals\?box=done$/);
});

test("a role without a right is not offered the act, and the server refuses it", async ({ as }) => {
  const rep = await as("zhang.wei");
  const lead = await gradedLead(rep);
  const offers = await read(rep, `/deals/${lead.id}/affordances`);
  const list: { command: string; is_allowed: boolean }[] = offers.items ?? offers;
  const decide = list.find((one) => one.command === "decide_approval");
  expect(decide?.is_allowed ?? false).toBe(false);
  await rep.goto("/approvals");
  await settled(rep);
  await expect(rep.getByRole("button", { name: lead.customer })).toHaveCount(0);
});
