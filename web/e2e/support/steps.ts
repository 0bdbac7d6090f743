/** The steps of a walk through the pages: find what is owed, do it, agree, pass the gate. */
import { expect, type Page } from "@playwright/test";
import { type Answers, fill, open } from "./hand";
import { companyName } from "./lead";
import { settled } from "./watch";

/** What the stages hand on to one another. */
export const deal = { id: "", customer: companyName() };

/** A day so many days from today, where the company is. */
export const day = (ahead = 0) => new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" }).format(new Date(Date.now() + ahead * 86_400_000));

/** A moment so many minutes from now, as one types it, where the company is. */
export const minute = (ahead: number) => new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "short" }).format(new Date(Date.now() + ahead * 60_000));

/** Picks the deal in the list of duties, opens the one with this name, and gives the pane in which it is done. */
export async function duty(page: Page, name: string | RegExp) {
  await open(page, "/");
  await page.locator("[data-duty]").filter({ hasText: deal.customer }).filter({ hasText: name }).first().getByRole("button").first().click();
  const pane = page.locator("[data-pane]");
  await expect(pane).toContainText(deal.customer);
  return pane;
}

/** A duty of the deal that is done leaves the list. */
export async function gone(page: Page, name: string | RegExp) {
  await expect(page.locator("[data-duty]").filter({ hasText: deal.customer }).filter({ hasText: name })).toHaveCount(0, { timeout: 20_000 });
}

/** Agrees to what waits for this person. */
export async function agree(page: Page, name: string | RegExp) {
  const pane = await duty(page, name);
  await pane.getByRole("button", { name: "同意", exact: true }).click();
  await gone(page, name);
}

/** Gives a command that the tab of its stage offers. */
export async function act(page: Page, tab: string, name: string, answers: Answers) {
  await dealPage(page, tab);
  await page.getByRole("button", { name, exact: true }).first().click();
  await command(page, answers, name);
}

/** Opens a new paper of the deal, from the list of papers of its stage. */
export async function write(page: Page, tab: string, name: string) {
  await dealPage(page, tab);
  await page.getByRole("listitem").filter({ hasText: name }).getByRole("button", { name: /去填写|再填一份/ }).click();
  await settled(page);
}

/** Opens the deal as one finds it: by its page. */
export async function dealPage(page: Page, tab = "") {
  await open(page, `/deals/${deal.id}${tab ? `?tab=${tab}` : ""}`);
}

/** Passes the gate: the way on, what will follow, and the word. */
export async function enter(page: Page, stage: string) {
  await dealPage(page);
  await page.getByRole("button", { name: `进入「${stage}」` }).click();
  const drawer = page.getByRole("dialog");
  await drawer.getByRole("button", { name: "确认进入" }).click();
  await expect(drawer).toHaveCount(0, { timeout: 20_000 });
}

/** A command from its drawer: fields and the word. */
export async function command(page: Page, answers: Answers, word: string | RegExp) {
  const drawer = page.getByRole("dialog");
  await fill(drawer, answers);
  await drawer.getByRole("button", { name: word, exact: typeof word === "string" }).last().click();
  await expect(drawer).toHaveCount(0, { timeout: 20_000 });
}

/** Submits the paper that is open, and comes back to the deal. */
export async function submit(page: Page, name: string) {
  await page.getByRole("button", { name: `提交《${name}》` }).click();
  await page.waitForURL(/\/deals\/[^/]+$/);
  await settled(page);
}
