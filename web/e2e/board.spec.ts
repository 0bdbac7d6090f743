/** The board: every column says what it would answer to the card in the hand; a closed one gives the card back and opens what is missing. By pointer, by keyboard, by menu. */
import { expect, type Locator, type Page } from "@playwright/test";
import { type Lead, nurturedDeal } from "./support/lead";
import { test } from "./support/test";
import { settled } from "./support/watch";

const STAGES = ["客户开发与初步筛选", "商机培育与需求深度挖掘", "方案定制与商务报价", "商务谈判与合同签订", "履约交付与回款管理"];
const [BEFORE, HERE, NEXT, SKIPPED] = STAGES as [string, string, string, string];

const column = (page: Page, stage: string) => page.getByRole("region", { name: stage });
const cardIn = (page: Page, stage: string, deal: Lead) => column(page, stage).getByRole("listitem").filter({ hasText: deal.customer });

async function board(page: Page, deal: Lead) {
  await page.goto(`/deals?view=board&q=${encodeURIComponent(deal.customer)}`);
  await settled(page);
  await expect(cardIn(page, HERE, deal)).toBeVisible();
}

/** What the columns say to a deal whose gate is closed. */
async function everyColumnSays(page: Page) {
  await expect(column(page, HERE)).toContainText("当前阶段");
  await expect(column(page, NEXT)).toContainText(/还差 \d+ 项/);
  await expect(column(page, SKIPPED)).toContainText("不能跳级");
  await expect(column(page, STAGES[4] as string)).toContainText("不能跳级");
  await expect(column(page, BEFORE)).toContainText("可以退回，须写原因");
}

/** The card is back, and what is missing stands open, each with its button; the first one leads on. */
async function missingIsShown(page: Page, deal: Lead) {
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("还缺");
  await expect(dialog).toContainText("没有按计划完成并记录的首次拜访");
  expect(await dialog.getByRole("listitem").count()).toBeGreaterThan(3);
  await expect(cardIn(page, HERE, deal)).toBeAttached();
  await expect(cardIn(page, NEXT, deal)).toHaveCount(0);
  await dialog.getByRole("button", { name: "去填写" }).first().click();
  await expect(page).toHaveURL(new RegExp(`/deals/${deal.id}/write/`));
}

const middle = async (place: Locator) => {
  const box = await place.boundingBox();
  if (!box) throw new Error("it is not shown");
  return { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 160) };
};

test("a closed column refuses a card that is dragged", async ({ as }) => {
  const page = await as("zhang.wei");
  const deal = await nurturedDeal(page, await as("sun.hao"));
  await board(page, deal);
  const from = await middle(cardIn(page, HERE, deal).locator("article"));
  await page.mouse.move(from.x, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(from.x + 20, from.y + 30, { steps: 4 });
  await everyColumnSays(page);
  const to = await middle(column(page, NEXT));
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
  await missingIsShown(page, deal);
});

test("a closed column refuses a card that the keyboard carries, and Escape puts it back", async ({ as }) => {
  const page = await as("zhang.wei");
  const deal = await nurturedDeal(page, await as("sun.hao"));
  await board(page, deal);
  const card = cardIn(page, HERE, deal).locator("[aria-roledescription]");
  await card.focus();
  await page.keyboard.press("Space");
  await everyColumnSays(page);
  await page.keyboard.press("Escape");
  await expect(column(page, NEXT)).not.toContainText(/还差 \d+ 项/);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await card.focus();
  await page.keyboard.press("Space");
  await everyColumnSays(page);
  await page.keyboard.press("ArrowRight");
  await expect(column(page, NEXT)).toHaveAttribute("data-over", "true");
  await page.keyboard.press("Space");
  await missingIsShown(page, deal);
});

test("on a phone the menu says the same, and nothing is dragged", async ({ as }) => {
  const page = await as("zhang.wei", { phone: true });
  const deal = await nurturedDeal(page, await as("sun.hao"));
  await board(page, deal);
  const card = cardIn(page, HERE, deal);
  await expect(card.locator("[aria-roledescription]")).toHaveCount(0);
  await card.getByRole("button", { name: "移到…" }).click();
  const menu = page.getByRole("dialog", { name: "移到…" });
  const says = (stage: string) => menu.getByRole("button", { name: stage });
  await expect(says(HERE)).toBeDisabled();
  await expect(says(NEXT)).toContainText(/还差 \d+ 项/);
  await expect(says(SKIPPED)).toContainText("不能跳级");
  await expect(says(BEFORE)).toContainText("可以退回，须写原因");
  await says(NEXT).click();
  await missingIsShown(page, deal);
});
