/** Nothing typed is lost: the tab closed before the draft went out, the session ended, the server gone; and it stays each person's own. */
import type { Page } from "@playwright/test";
import { type Deal, nurturedDeal, REP } from "./support/deal";
import { expect, PASSWORD, read, test } from "./support/test";
import { count, settled } from "./support/watch";

const WORDS = "与信息部确认接口清单";

async function write(page: Page, deal: Deal) {
  await page.goto(`/deals/${deal.id}/write/visit_plan`);
  await settled(page);
}

/** The first objective of a visit plan. */
const objective = (page: Page) => page.locator("[data-path=objective] input, [data-path=objective] textarea").first();

/** What the server has of the draft. */
const served = async (page: Page, deal: Deal) => JSON.stringify(await read(page, `/deals/${deal.id}/drafts/visit_plan`));

test("a draft outlives its tab, a server that is gone, and the session", async ({ as }) => {
  const deal = await nurturedDeal(as);
  const page = await as(REP, { expected: /401|ERR_FAILED|Failed to load/ });

  // The server cannot be reached while one types, and the tab is closed on it.
  await write(page, deal);
  await page.route("**/drafts/**", (route) => (route.request().method() === "PUT" ? route.abort() : route.continue()));
  await objective(page).fill(WORDS);
  await expect(page.getByText("草稿存在本机，联网后再存到服务器")).toBeVisible();
  expect(await served(page, deal)).not.toContain(WORDS);
  const again = await page.context().newPage();
  count(again);
  await page.close();

  // Opened again it stands there, and reaches the server by itself.
  await write(again, deal);
  await expect(objective(again)).toHaveValue(WORDS);
  await expect.poll(() => served(again, deal)).toContain(WORDS);

  // The session ends: one signs in above the page, and what was typed meanwhile goes out.
  await again.request.delete("/api/v1/session", { headers: { "x-tg": "1", "sec-fetch-site": "same-origin" } });
  await objective(again).fill(`${WORDS}，并约定测试日期`);
  const dialog = again.getByRole("dialog", { name: "登录已失效" });
  await dialog.getByLabel("登录名").fill(REP);
  await dialog.getByLabel("密码").fill(PASSWORD);
  await dialog.getByRole("button", { name: "登录", exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(objective(again)).toHaveValue(`${WORDS}，并约定测试日期`);
  await expect.poll(() => served(again, deal)).toContain("并约定测试日期");
});

test("a submission without a server keeps the page, and is sent again by a press", async ({ as }) => {
  const deal = await nurturedDeal(as);
  const page = await as(REP, { expected: /422|ERR_FAILED|Failed to load/ });
  await write(page, deal);
  await objective(page).fill(WORDS);
  let gone = true;
  await page.route("**/commands", (route) => (gone ? route.abort() : route.continue()));
  await page.getByRole("button", { name: "提交《客户拜访计划》" }).click();
  const failure = page.getByRole("alert").filter({ hasText: "连不上服务器" });
  await expect(failure).toBeVisible();
  await expect(objective(page)).toHaveValue(WORDS);
  gone = false;
  await failure.getByRole("button", { name: "重试" }).click();
  // It reached the server, which says what the plan still lacks.
  await expect(page.locator("[data-path][data-bad]").first()).toBeVisible();
  await expect(objective(page)).toHaveValue(WORDS);
});

test("on a device that two share, nobody is shown the other's words", async ({ as }) => {
  const deal = await nurturedDeal(as);
  const page = await as(REP, { expected: /401|ERR_FAILED|Failed to load/ });
  await write(page, deal);
  await page.route("**/drafts/**", (route) => (route.request().method() === "PUT" ? route.abort() : route.continue()));
  await objective(page).fill(WORDS);
  await expect(page.getByText("草稿存在本机，联网后再存到服务器")).toBeVisible();
  await page.request.delete("/api/v1/session", { headers: { "x-tg": "1", "sec-fetch-site": "same-origin" } });
  await page.request.post("/api/v1/session", { data: { login: "chen.jing", password: PASSWORD } });
  await write(page, deal);
  await expect(page.getByText(WORDS)).toHaveCount(0);
  expect(await page.locator("[data-path=objective]").innerText()).not.toContain(WORDS);
  await page.request.delete("/api/v1/session", { headers: { "x-tg": "1", "sec-fetch-site": "same-origin" } });
  await page.request.post("/api/v1/session", { data: { login: REP, password: PASSWORD } });
  await write(page, deal);
  await expect(objective(page)).toHaveValue(WORDS);
});

test("what is typed beside a record is not lost by a click beside it, nor by a tab that closes unasked", async ({ as }) => {
  const deal = await nurturedDeal(as);
  const page = await as(REP);
  await page.goto(`/deals/${deal.id}`);
  await page.getByRole("link", { name: deal.customer }).first().click();
  await page.getByRole("button", { name: "添加联系人" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("姓名").fill("钱工");
  await page.mouse.click(8, 400);
  await expect(dialog.getByLabel("姓名")).toHaveValue("钱工");
  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const question = await asked;
  expect(question.type()).toBe("beforeunload");
  await question.dismiss();
  await expect(dialog.getByLabel("姓名")).toHaveValue("钱工");
});
