/** What a page says when it may not, cannot find, is too late or cannot be answered; and that nothing typed is lost by it. In both languages. */
import type { Page, Route } from "@playwright/test";
import { gradedLead, registerLead } from "./support/lead";
import { expect, give, PASSWORD, read, test } from "./support/test";
import { settled } from "./support/watch";

const WORDS = {
  "zh-CN": {
    forbidden: /没有权限/, missing: /未找到/, noPage: /没有这个页面，或者你看不到它/, queue: "工作台", toQueue: "回工作台", people: "看组织与岗位", retry: "重试", copy: "复制", busy: "暂时无法服务", again: "7 秒后再试。",
    offline: /没有网络/, updated: /系统已更新/, refresh: "刷新", expired: "登录已失效", login: "登录名", password: "密码", signIn: "登录", comment: "留言", submit: /^提交《/,
  },
  en: {
    forbidden: /Not permitted/, missing: /Not found/, noPage: /There is no such page/, queue: "Work queue", toQueue: "Back to the queue", people: "See people and posts", retry: "Retry", copy: "Copy", busy: "Temporarily unavailable", again: "Try again in 7 seconds.",
    offline: /No network/, updated: /system was updated/, refresh: "Refresh", expired: "You are signed out", login: "Login", password: "Password", signIn: "Sign in", comment: /comment/i, submit: /^Submit/,
  },
} as const;

/** The server cannot answer now, and says when to come back. */
function busy(lang: keyof typeof WORDS) {
  const { busy: title, again: detail } = WORDS[lang];
  const body = JSON.stringify({ type: "urn:tongguan:problem:unavailable", title, status: 503, code: "unavailable", detail, params: { retry_after_s: 7 }, request_id: "01a2156c-0000-7000-8000-000000000000" });
  return (route: Route) => route.fulfill({ status: 503, contentType: "application/problem+json", headers: { "retry-after": "7" }, body });
}

/** The page looks for a newer version when somebody comes back to it after a while. */
async function comeBackLater(page: Page) {
  await page.clock.fastForward("06:00");
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
}

for (const lang of ["zh-CN", "en"] as const) {
  const words = WORDS[lang];

  test(`403 says so, and who has the right, ${lang}`, async ({ as }) => {
    const page = await as("zhang.wei", { lang, expected: /403/ });
    const lead = await registerLead(page);
    // The server's own words: the page of a deal is refused what only an auditor may read.
    await page.route(`**/api/v1/deals/${lead.id}`, async (route) => route.fulfill({ response: await page.request.get("/api/v1/chains", { headers: { "accept-language": lang } }) }));
    await page.goto(`/deals/${lead.id}`);
    const alert = page.locator("#content").getByRole("alert");
    await expect(alert).toContainText(words.forbidden);
    await expect(alert.getByRole("button", { name: words.copy })).toBeVisible();
    await page.getByRole("link", { name: words.people }).click();
    await expect(page).toHaveURL(/\/settings\/organization$/);
  });

  test(`404 of a deal and of an address lead on, ${lang}`, async ({ as }) => {
    const page = await as("zhang.wei", { lang, expected: /404/ });
    await page.goto("/deals/01a21608-0000-7000-8000-000000000000");
    await expect(page.locator("#content").getByRole("alert")).toContainText(words.missing);
    await page.getByRole("link", { name: words.toQueue }).click();
    await expect(page).toHaveURL(/\/$/);
    await page.goto("/nowhere");
    await expect(page.locator("#content")).toContainText(words.noPage);
    await page.locator("#content").getByRole("link").first().click();
    await expect(page).toHaveURL(/\/$/);
  });

  test(`409 shows who was faster and both versions, ${lang}`, async ({ as }) => {
    const page = await as("zhang.wei", { lang, expected: /409|events/ });
    await page.route("**/api/v1/events", (route) => route.abort());
    const lead = await registerLead(page);
    const { documents } = await read(page, `/deals/${lead.id}`);
    const { body } = await read(page, `/deals/${lead.id}/documents/${documents[0].id}`);
    await page.goto(`/deals/${lead.id}/write/lead_registration?document=${documents[0].id}`);
    await settled(page);
    await page.locator('[data-path="need_summary"]').getByRole("textbox").fill("现有系统不通，计划在明年上线一体化系统");
    const revised = { ...body, need_summary: "客户已立项，要求一期先通采购与库存" };
    for (const key of Object.keys(revised)) if (revised[key] === null) delete revised[key];
    await give(page, `/deals/${lead.id}/commands`, { type: "submit_document", kind: "lead_registration", document: documents[0].id, revision: 1, body: writable(revised) });
    await page.getByRole("button", { name: words.submit }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("张伟");
    await expect(dialog).toContainText("现有系统不通，计划在明年上线一体化系统");
    await expect(dialog).toContainText("客户已立项，要求一期先通采购与库存");
  });

  test(`503 of a page says when to come back and can be asked again, ${lang}`, async ({ as }) => {
    const page = await as("chen.jing", { lang, expected: /503/ });
    await page.route("**/api/v1/approvals*", busy(lang));
    await page.goto("/approvals");
    const alert = page.locator("#content").getByRole("alert");
    await expect(alert).toContainText(words.busy);
    await expect(alert).toContainText(words.again);
    await page.unroute("**/api/v1/approvals*");
    await alert.getByRole("button", { name: words.retry }).click();
    await expect(alert).toHaveCount(0);
  });

  test(`503 of an act keeps what was typed, and the same act passes later, ${lang}`, async ({ as }) => {
    const page = await as("zhang.wei", { lang, expected: /503/ });
    const lead = await registerLead(page);
    await page.goto(`/deals/${lead.id}?act=comment`);
    await settled(page);
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox").first().fill("客户下周回话");
    await page.route(/commands$/, busy(lang));
    await dialog.getByRole("button", { name: words.comment }).last().click();
    await expect(dialog.getByRole("alert")).toContainText(words.again);
    await page.unroute(/commands$/);
    await dialog.getByRole("button", { name: words.comment }).last().click();
    await expect(dialog).toHaveCount(0);
    await expect(page.locator("#content")).toContainText("客户下周回话");
  });

  test(`the loss of the network and a newer version are told by a bar, ${lang}`, async ({ as }) => {
    const page = await as("zhang.wei", { lang, expected: /ERR_INTERNET_DISCONNECTED|Failed to fetch/ });
    let version = "one";
    await page.clock.install();
    await page.route("**/", (route) => (route.request().method() === "HEAD" ? route.fulfill({ status: 200, headers: { etag: `"${version}"` } }) : route.continue()));
    await page.goto("/notices");
    await settled(page);
    await page.context().setOffline(true);
    await expect(page.getByText(words.offline)).toBeVisible();
    await page.context().setOffline(false);
    await expect(page.getByText(words.offline)).toHaveCount(0);
    await comeBackLater(page);
    await expect(page.getByText(words.updated)).toHaveCount(0);
    version = "two";
    await comeBackLater(page);
    await expect(page.getByText(words.updated)).toBeVisible();
    await page.getByRole("status").getByRole("button", { name: words.refresh }).click();
    await settled(page);
    await expect(page.getByText(words.updated)).toHaveCount(0);
  });

  test(`a session that ends over an open form asks to sign in above it, ${lang}`, async ({ as }) => {
    const page = await as("sun.hao", { lang, expected: /401/ });
    const lead = await gradedLead(await as("zhang.wei"));
    await page.goto(`/deals/${lead.id}?act=comment`);
    await settled(page);
    const form = page.getByRole("dialog").first();
    await form.getByRole("textbox").first().fill("请补充预算证据");
    await page.request.delete("/api/v1/session", { headers: { "x-tg": "1", "sec-fetch-site": "same-origin" } });
    await form.getByRole("button", { name: words.comment }).last().click();
    const again = page.getByRole("dialog", { name: words.expired });
    await again.getByLabel(words.login).fill("sun.hao");
    await again.getByLabel(words.password).fill(PASSWORD);
    await again.getByRole("button", { name: words.signIn, exact: true }).click();
    await expect(page.getByRole("dialog")).toHaveCount(1);
    await expect(form.getByRole("textbox").first()).toHaveValue("请补充预算证据");
    await form.getByRole("button", { name: words.comment }).last().click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });
}

/** What a person may send of a registration: not what the system fills. */
function writable(body: Record<string, unknown>) {
  const { lead_no: _, registered_at: __, dup_result: ___, screening_due_at: ____, bant_score: _____, ...own } = body;
  return own;
}
