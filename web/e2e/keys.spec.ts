/** Without a mouse: every part is reached, one sees where one is, dialogs keep the focus and give it back, keys do what their list says. */
import type { Page } from "@playwright/test";
import { gradedLead, registerLead } from "./support/lead";
import { expect, test } from "./support/test";
import { settled } from "./support/watch";

/** What has the focus, and whether one can see that it has. */
function focused(page: Page) {
  return page.evaluate(() => {
    const one = document.activeElement as HTMLElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    const hasRing = outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0;
    const hasCaret = /^(INPUT|TEXTAREA)$/.test(one.tagName);
    const isSeen = hasRing || hasCaret;
    return { name: one.getAttribute("aria-label") ?? one.textContent?.trim() ?? "", inDialog: !!one.closest("dialog"), isBody: one === document.body, isSeen };
  });
}

/** Tab through so many places. */
async function tabbed(page: Page, times: number, key = "Tab") {
  const places: Awaited<ReturnType<typeof focused>>[] = [];
  for (let time = 0; time < times; time++) {
    await page.keyboard.press(key);
    places.push(await focused(page));
  }
  return places;
}

test("Tab goes from the way past the menu to the work, and one sees where one is", async ({ as }) => {
  const page = await as("zhang.wei");
  await page.goto("/");
  await settled(page);
  const [first] = await tabbed(page, 1);
  expect(first?.name).toBe("跳到正文");
  await page.keyboard.press("Enter");
  await expect(page.locator("#content")).toBeFocused();
  const places = await tabbed(page, 12);
  expect(places.filter((one) => !one.isSeen && !one.isBody)).toEqual([]);
  expect(places.some((one) => one.isBody)).toBe(false);
});

test("a dialog takes the focus, keeps it and gives it back; Escape closes it", async ({ as }) => {
  const page = await as("zhang.wei");
  const lead = await registerLead(page);
  await page.goto(`/deals/${lead.id}`);
  await settled(page);
  const opener = page.getByRole("button", { name: /^进入「/ });
  await opener.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  // The browser's own parts, such as the address, stand between the last and the first place.
  const places = [...(await tabbed(page, 8)), ...(await tabbed(page, 8, "Shift+Tab"))].filter((one) => !one.isBody);
  expect(places.length).toBeGreaterThan(8);
  expect(places.filter((one) => !one.inDialog)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test("what is typed right after Ctrl K is searched for, however long the search takes to come", async ({ as }) => {
  const page = await as("zhang.wei");
  await page.goto("/");
  await settled(page);
  const opener = page.getByRole("button", { name: /Ctrl K/ });
  await opener.focus();
  let come = () => {};
  const held = new Promise<void>((done) => (come = done));
  await page.route(/SearchDialog/, async (route) => (await held, route.continue()));
  await page.keyboard.press("Control+k");
  await page.keyboard.type("shj");
  come();
  const box = page.getByRole("dialog", { name: "搜索" }).getByRole("combobox");
  await expect(box).toHaveValue("shj");
  await page.keyboard.type("hj");
  await expect(box).toHaveValue("shjhj");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test("? lists the keys, and they can be switched off", async ({ as }) => {
  const page = await as("zhang.wei");
  await page.goto("/");
  await settled(page);
  await page.keyboard.press("Shift+?");
  const dialog = page.getByRole("dialog", { name: "快捷键" });
  await expect(dialog).toContainText("全局搜索");
  await dialog.getByRole("checkbox").uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await settled(page);
  await expect(page).toHaveURL(/\/$/);
  await page.getByRole("button", { name: "帮助与快捷键" }).click();
  await dialog.getByRole("checkbox").check();
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await expect(page).toHaveURL(/\/approvals/);
});

test("G and a letter go to a page, Ctrl K finds, digits change the tab, C writes a word", async ({ as }) => {
  const page = await as("zhang.wei");
  const lead = await registerLead(page);
  await page.goto("/");
  await settled(page);
  for (const [letter, address] of [["l", /\/leads/], ["s", /\/deals/], ["q", /\/quotes/], ["h", /\/contracts/], ["w", /\/$/]] as const) {
    await page.keyboard.press("g");
    await page.keyboard.press(letter);
    await expect(page).toHaveURL(address);
  }
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog").getByRole("combobox")).toBeFocused();
  await page.keyboard.type(lead.customer.slice(1, 6));
  await expect(page.getByRole("option", { name: lead.customer }).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/(deals|accounts)\/[\w-]+$/);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.goto(`/deals/${lead.id}`);
  await settled(page);
  await page.keyboard.press("7");
  await expect(page).toHaveURL(/tab=activity/);
  await page.keyboard.press("c");
  const words = page.getByRole("dialog").getByRole("textbox").first();
  await words.fill("g a 7 ?");
  await expect(words).toHaveValue("g a 7 ?");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("J, K and E move through what waits, R opens the words of a return", async ({ as }) => {
  const rep = await as("zhang.wei");
  await gradedLead(rep);
  await gradedLead(rep);
  const page = await as("sun.hao");
  await page.goto("/approvals");
  await settled(page);
  const here = page.locator("[data-line]:focus-within");
  await page.keyboard.press("j");
  await expect(here).toHaveCount(1);
  const second = await here.textContent();
  await page.keyboard.press("k");
  await expect(here).not.toHaveText(second ?? "");
  await page.keyboard.press("r");
  await expect(page.locator("[data-pane]").getByRole("button", { name: "确认退回" })).toBeVisible();
  await expect(page.locator("[data-pane]").getByRole("textbox", { name: "意见" })).toBeFocused();
});

test("one Escape closes the search, also with hits in it", async ({ as }) => {
  const page = await as("zhang.wei");
  await page.goto("/");
  await settled(page);
  const opener = page.getByRole("button", { name: /Ctrl K/ });
  await opener.focus();
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "搜索" }).getByRole("combobox").fill("线索");
  await expect(page.getByRole("option").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(opener).toBeFocused();
});
