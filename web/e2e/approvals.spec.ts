/** Approvals in the queue, on their page, on a phone: approve, return, transfer, add, recall, several at once. */
import type { Page } from "@playwright/test";
import { expect, give, PASSWORD, read, test } from "./support/test";
import { settled } from "./support/watch";

interface Asked {
  deal: string;
  number: string;
}

const SYLLABLES = [..."远宏启明瑞泰恒丰安达盛海新凯中立卓越森源"];

/** A name that no customer has. */
const name = () => `宁波${Array.from({ length: 5 }, () => SYLLABLES[Math.floor(Math.random() * SYLLABLES.length)]).join("")}机械有限公司`;

/** The rep registers a lead and asks for an exception on it; his manager decides first. */
async function ask(rep: Page): Promise<Asked> {
  const today = new Date().toISOString().slice(0, 10);
  const phone = `0574-8${String(Math.floor(Math.random() * 1e7)).padStart(7, "0")}`;
  const body = { obtained_at: today, source_channel: "exhibition", source_detail: "工博会 B2-118", account_name: name(), customer_nature: "enterprise", size_class: "large", industry: "C34", region: "330203", contact_name: "王工", contact_title: "信息部经理", contact_phone: phone, pi_notice: "business_card", need_summary: "现有系统不通，计划上线一体化系统", intent_level: "explicit", budget_status: "applying", authority_level: "influencer", expected_purchase_date: "2027-06-30", strategy_fit: "fits" };
  const { id } = await give(rep, "/deals", { body });
  await give(rep, `/deals/${id}/commands`, { type: "request_exception", gate: "G1", condition: "capacity", reason: "战略客户，须立即推进" });
  return { deal: id, number: (await read(rep, `/deals/${id}`)).number };
}

/** The pane in which an approval is decided. */
const pane = (page: Page) => page.locator("[data-pane]");

async function openApproval(page: Page, { number }: Asked, path = "/approvals") {
  await page.goto(path);
  await settled(page);
  await page.locator("[data-line]", { hasText: number }).first().getByRole("button").click();
  await expect(pane(page).getByText(number).first()).toBeVisible();
}

const repOf = "zhang.wei";

test("the manager approves in the queue by keys, the director rejects, the rep reads both", async ({ as }) => {
  const rep = await as(repOf);
  const asked = await ask(rep);
  const manager = await as("chen.jing");
  await manager.goto("/");
  await settled(manager);
  const row = manager.locator("[data-duty]", { hasText: asked.number }).filter({ hasText: "审批" });
  await row.getByRole("button").first().click();
  await expect(pane(manager).getByText("战略客户，须立即推进")).toBeVisible();
  await expect(pane(manager).getByText(/^同意后交给销售总监/)).toBeVisible();
  await row.getByRole("button").first().focus();
  await manager.keyboard.press("a");
  await manager.keyboard.type("客户重要，同意放行");
  await manager.keyboard.press("Control+Enter");
  await expect(row).toHaveCount(0);

  const director = await as("zhou.jianguo");
  await openApproval(director, asked);
  await expect(pane(director).getByText("客户重要，同意放行")).toBeVisible();
  await pane(director).getByRole("button", { name: "驳回" }).click();
  await pane(director).getByRole("textbox", { name: "意见" }).fill("条件能补，不放行");
  await pane(director).getByRole("button", { name: "确认驳回" }).click();
  await expect(director.locator("[data-line]", { hasText: "战略" })).toHaveCount(0);

  await openApproval(rep, asked, "/approvals?box=requested");
  await expect(pane(rep).getByText("已驳回")).toBeVisible();
  await expect(pane(rep).getByText("条件能补，不放行")).toBeVisible();
});

test("a refusal of the server is shown and keeps the words", async ({ as }) => {
  const asked = await ask(await as(repOf));
  const manager = await as("chen.jing", { expected: /422/ });
  await openApproval(manager, asked);
  await pane(manager).getByRole("button", { name: "退回" }).click();
  await pane(manager).getByRole("textbox", { name: "意见" }).fill("改");
  await pane(manager).getByRole("button", { name: "确认退回" }).click();
  await expect(pane(manager).getByRole("alert")).toBeVisible();
  await expect(pane(manager).getByRole("textbox", { name: "意见" })).toHaveValue("改");
  await pane(manager).getByRole("textbox", { name: "意见" }).fill("先补齐材料再来");
  await pane(manager).getByRole("button", { name: "确认退回" }).click();
  await expect(manager.locator("[data-line]", { hasText: asked.number })).toHaveCount(0);
  await openApproval(manager, asked, "/approvals?box=done");
  await expect(pane(manager).getByText("已退回")).toBeVisible();
});

test("on a phone: add an approver, transfer, remind and recall", async ({ as }) => {
  const rep = await as(repOf, { phone: true });
  const asked = await ask(rep);
  const manager = await as("chen.jing", { phone: true });
  await openApproval(manager, asked);
  await pane(manager).getByRole("button", { name: "加签" }).click();
  await pane(manager).getByRole("combobox").fill("吴敏");
  await pane(manager).getByRole("option", { name: "吴敏" }).click();
  await pane(manager).getByRole("button", { name: "在我之后" }).click();
  await pane(manager).getByRole("textbox", { name: "意见" }).fill("请财务一起看看");
  await pane(manager).getByRole("button", { name: "确认加签" }).click();
  await expect(pane(manager)).toHaveCount(0);
  await openApproval(manager, asked);
  await expect(pane(manager).getByText(/^加签人/)).toBeVisible();
  await pane(manager).getByRole("button", { name: "转交" }).click();
  await pane(manager).getByRole("combobox").fill("周建国");
  await pane(manager).getByRole("option", { name: "周建国" }).click();
  await pane(manager).getByRole("textbox", { name: "意见" }).fill("由总监直接决定");
  await expect(pane(manager).getByText("转交后由 周建国 决定，你不再处理。")).toBeVisible();
  expect(await manager.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await pane(manager).getByRole("button", { name: "取消" }).click();

  await openApproval(rep, asked, "/approvals?box=requested");
  await pane(rep).getByRole("button", { name: "催办" }).click();
  await expect(pane(rep).getByText("已催办")).toBeVisible();
  await pane(rep).getByRole("button", { name: "撤回" }).click();
  await expect(pane(rep).getByText("已撤回").first()).toBeVisible();
});

test("several at once: each says what became of it", async ({ as }) => {
  const rep = await as(repOf);
  await ask(rep);
  const manager = await as("chen.jing");
  await manager.goto("/approvals");
  await settled(manager);
  const first = await manager.locator("[data-line]").count();
  await manager.locator("[data-line] button").first().focus();
  await manager.keyboard.press("x");
  await expect(manager.getByText("已选 1 件")).toBeVisible();
  await manager.getByRole("textbox", { name: "对全部的意见" }).fill("情况清楚，同意");
  await manager.getByRole("button", { name: "同意这 1 件" }).click();
  await expect(manager.getByText("已同意").first()).toBeVisible();
  await expect(manager.locator("[data-line]")).toHaveCount(first - 1);
});

test("a session that ends asks to sign in above the page, and nothing typed is lost", async ({ as }) => {
  const page = await as(repOf, { expected: /401/ });
  await page.goto("/");
  await settled(page);
  await page.locator("[data-duty]").first().getByRole("button").first().click();
  await pane(page).getByRole("group", { name: "其他办法" }).getByRole("button", { name: "留言" }).click();
  const words = pane(page).getByLabel("留言", { exact: false }).last();
  await words.fill("已电话确认，资料发给客户");
  await page.request.delete("/api/v1/session", { headers: { "x-tg": "1", "sec-fetch-site": "same-origin" } });
  const send = pane(page).getByRole("button", { name: "留言" }).last();
  await send.click();
  const dialog = page.getByRole("dialog", { name: "登录已失效" });
  await dialog.getByLabel("登录名").fill(repOf);
  await dialog.getByLabel("密码").fill(PASSWORD);
  await dialog.getByRole("button", { name: "登录", exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(words).toHaveValue("已电话确认，资料发给客户");
  await send.click();
  await expect(words).toHaveValue("");
});

test("what another does shows without being asked for", async ({ as }) => {
  const manager = await as("chen.jing");
  await manager.goto("/approvals");
  await settled(manager);
  const before = await manager.locator("[data-line]").count();
  await ask(await as(repOf));
  await expect(manager.locator("[data-line]")).toHaveCount(before + 1);
});
