/** A quotation written as in a sheet: pasted from a spreadsheet, moved in by keys, priced by the server while one types; and written by two at once. */
import type { Page } from "@playwright/test";
import { act, type Deal, proposedDeal, REP, submit } from "./support/deal";
import { COPIED, linesOf, pasteText, termsOf } from "./support/quote";
import { expect, read, test } from "./support/test";
import { settled } from "./support/watch";

const FINANCE = "wu.min";

// A deal must be carried to its third stage first.
test.describe.configure({ timeout: 120_000 });

interface Foreseen {
  decides?: string;
  facts: Record<string, unknown>;
}

/** What the server foresaw last of the paper that this page writes. */
function foreseen(page: Page): () => Foreseen | undefined {
  let last: Foreseen | undefined;
  page.on("response", async (answer) => {
    if (answer.url().endsWith("/preview") && answer.ok()) last = await answer.json().catch(() => last);
  });
  return () => last;
}

/** Keeps a draft of a quotation for whoever is signed in, all but its lines. */
async function draftTerms(page: Page, deal: Deal) {
  const headers = { "x-tg": "1", "idempotency-key": crypto.randomUUID(), "sec-fetch-site": "same-origin" };
  const answer = await page.request.put(`/api/v1/deals/${deal.id}/drafts/quotation`, { data: { revision: 0, body: await termsOf(page, deal) }, headers });
  expect(answer.status()).toBe(204);
}

async function pasted(page: Page, deal: Deal) {
  await draftTerms(page, deal);
  await page.goto(`/deals/${deal.id}/write/quotation`);
  await settled(page);
  await page.getByLabel("名称 1", { exact: true }).focus();
  await pasteText(page, COPIED);
  await expect(page.getByText("已粘贴 2 行。")).toBeVisible();
}

test("a block from a spreadsheet becomes lines, priced and judged by the server while one types", async ({ as }) => {
  const deal = await proposedDeal(as);
  const page = await as(REP);
  const last = foreseen(page);
  await pasted(page, deal);
  const cell = (name: string) => page.getByLabel(name, { exact: true });
  await expect(cell("单价 1")).toHaveValue("35,640.00");
  await expect(cell("数量 2")).toHaveValue("41");
  await expect(cell("单位 2")).toHaveValue("台");
  await expect(cell("税率 2")).toHaveValue("13");
  await expect(cell("名称 3")).toHaveCount(0);
  await expect(page.getByText("¥241,758.00").first()).toBeVisible();
  await expect(page.getByText("综合折扣 1 %")).toBeVisible();
  await expect.poll(() => last()?.decides).toBeTruthy();
  await expect(page.getByText(`需要${last()?.decides}审批`)).toBeVisible();

  // The keyboard as in a sheet: the caret stands where the paste began; a price below the floor is seen at once.
  await expect(cell("名称 1")).toBeFocused();
  await cell("单价 1").focus();
  await page.keyboard.press("Enter");
  await expect(cell("单价 2")).toBeFocused();
  await page.keyboard.type("3300");
  await page.keyboard.press("ArrowUp");
  await expect(cell("单价 1")).toBeFocused();
  await expect(page.getByText("低于底价", { exact: true })).toBeVisible();
  await expect(page.getByText(`需要${last()?.decides}审批`)).toBeVisible();
  await cell("单价 2").focus();
  await page.keyboard.press("Enter");
  await expect(cell("单价 3")).toBeFocused();
  await page.keyboard.press("Control+d");
  await expect(cell("单价 3")).toHaveValue("3300");
  await page.getByRole("button", { name: "移除第 3 行" }).click();
  await cell("单价 2").fill("4,158.00");
  await expect(page.getByText("低于底价", { exact: true })).toHaveCount(0);

  // What a rep may not see is neither shown nor sent.
  await expect(page.getByText(/毛利率/)).toHaveCount(0);
  expect(JSON.stringify(last())).not.toMatch(/gross_margin|cost_price/);
  await page.getByRole("button", { name: "提交《商务报价单》" }).click();
  await expect(page).toHaveURL(new RegExp(`/deals/${deal.id}$`));
  const [quote] = (await read(page, `/deals/${deal.id}`)).documents.filter((one: { kind: string }) => one.kind === "quotation");
  expect(quote.facts.total_gross).toBe(24_175_800);
  expect(await read(page, `/deals/${deal.id}/drafts/quotation`)).toBeNull();
});

test("finance sees the margin of the same lines, and a paste can be taken back", async ({ as }) => {
  const deal = await proposedDeal(as);
  const page = await as(FINANCE);
  const last = foreseen(page);
  await pasted(page, deal);
  await expect.poll(() => last()?.facts.gross_margin).toBeTruthy();
  await expect(page.getByText(/^毛利率 [\d.]+ %$/).first()).toBeVisible();
  await page.getByRole("button", { name: "撤销粘贴" }).click();
  await expect(page.getByLabel("名称 1", { exact: true })).toHaveValue("");
  await page.getByLabel("物料编码 1", { exact: true }).or(page.getByLabel("名称 1", { exact: true })).first().focus();
  await pasteText(page, "物料编码\t数量\t税率\nNO-SUCH\t3\t17%\n");
  await expect(page.getByText("没有对上，留空：第 1 行物料编码「NO-SUCH」、第 1 行税率「17%」")).toBeVisible();
  await expect(page.getByLabel("数量 1", { exact: true })).toHaveValue("3");
});

/** A quotation that was submitted and recalled: both may write its next revision. */
async function recalledQuote(rep: Page, deal: Deal): Promise<string> {
  const quote = await submit(rep, deal, "quotation", { ...(await termsOf(rep, deal)), lines: await linesOf(rep) });
  await recall(rep, deal);
  return quote;
}

async function recall(page: Page, deal: Deal) {
  const { approvals } = await read(page, `/deals/${deal.id}`);
  const open = approvals.find((one: { result?: string }) => !one.result);
  await act(page, deal, { type: "withdraw_approval", approval: open.id });
}

test("two write one quotation: the second is told who was first, loses nothing, and has both ways out", async ({ as }) => {
  const deal = await proposedDeal(as);
  const rep = await as(REP);
  const quote = await recalledQuote(rep, deal);
  // Finance hears of no change, and finds out when she submits.
  const finance = await as(FINANCE, { expected: /events|409|422/ });
  await finance.route("**/api/v1/events", (route) => route.abort());
  await finance.goto(`/deals/${deal.id}/write/quotation?document=${quote}`);
  await settled(finance);
  await finance.getByLabel("质保").fill("验收后两年");
  await finance.getByLabel("交付地点").fill("我方仓库");

  await rep.goto(`/deals/${deal.id}/write/quotation?document=${quote}`);
  await settled(rep);
  await rep.getByLabel("交付地点").fill("宁波港");
  await rep.getByLabel("交付天数").fill("75");
  await rep.getByRole("button", { name: "提交《商务报价单》" }).click();
  await expect(rep).toHaveURL(new RegExp(`/deals/${deal.id}$`));

  const refused = finance.waitForResponse((answer) => answer.url().endsWith("/commands") && answer.request().method() === "POST");
  await finance.getByRole("button", { name: "提交《商务报价单》" }).click();
  expect((await refused).status()).toBe(409);
  const dialog = finance.getByRole("dialog", { name: "这份文件有了新版本" });
  await expect(dialog).toContainText("张伟");
  await expect(dialog).toContainText("交付天数");
  await expect(dialog.getByRole("row", { name: /交付地点/ })).toContainText("宁波港");

  // Not now: what she wrote stands, over a reload too, and the way to merge stays open.
  await dialog.getByRole("button", { name: "先不合并" }).click();
  await expect(finance.getByLabel("质保")).toHaveValue("验收后两年");
  await finance.reload();
  await settled(finance);
  await expect(finance.getByLabel("交付地点")).toHaveValue("我方仓库");
  await finance.getByRole("button", { name: "对比并合并" }).click();
  await dialog.getByRole("row", { name: /交付地点/ }).getByRole("radio", { name: "用对方的" }).check();
  await dialog.getByRole("button", { name: "接着写 V3" }).click();
  await expect(finance.getByLabel("交付地点")).toHaveValue("宁波港");
  await expect(finance.getByLabel("质保")).toHaveValue("验收后两年");
  await expect(finance.getByLabel("交付天数")).toHaveValue("75");

  // The other's revision is in review; once it is recalled, hers follows it.
  await recall(rep, deal);
  await finance.reload();
  await settled(finance);
  await finance.getByRole("button", { name: "提交《商务报价单》" }).click();
  await expect(finance).toHaveURL(new RegExp(`/deals/${deal.id}$`));
  const { body, latest_revision: latest } = await read(rep, `/deals/${deal.id}/documents/${quote}`);
  expect(latest).toBe(3);
  expect([body.warranty, body.delivery_place, body.delivery_days]).toEqual(["验收后两年", "宁波港", 75]);
});

test("two begin the first quotation: the second joins what the first handed in", async ({ as }) => {
  const deal = await proposedDeal(as);
  const finance = await as(FINANCE, { expected: /events|409|422/ });
  await finance.route("**/api/v1/events", (route) => route.abort());
  await pasted(finance, deal);
  await finance.getByLabel("质保").fill("验收后两年");
  const rep = await as(REP);
  await recalledQuote(rep, deal);
  await finance.getByRole("button", { name: "提交《商务报价单》" }).click();
  const dialog = finance.getByRole("dialog", { name: "这份文件有了新版本" });
  await expect(dialog.getByRole("row", { name: /质保/ })).toContainText("验收后一年");
  await dialog.getByRole("button", { name: "接着写 V2" }).click();
  await finance.getByRole("button", { name: "提交《商务报价单》" }).click();
  await expect(finance).toHaveURL(new RegExp(`/deals/${deal.id}$`));
  const [only, ...more] = (await read(rep, `/deals/${deal.id}`)).documents.filter((one: { kind: string }) => one.kind === "quotation");
  expect([only.revision, more.length]).toEqual([2, 0]);
});
