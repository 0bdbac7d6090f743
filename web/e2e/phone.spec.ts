/** Every page at 390 px: nothing scrolls sideways, nothing stands under the tabs, and what a finger must hit is large enough. */
import type { Page } from "@playwright/test";
import { address, PATTERNS, readerOf } from "./support/pages";
import { expect, test } from "./support/test";
import { VIEWS } from "./support/views";
import { settled } from "./support/watch";

/** What a rep and an approver do with a thumb; the other pages are for a desk, and only must not break. */
const BY_THUMB = ["/", "/approvals", "/deals", "/deals/$id", "/leads", "/leads/new", "/notices", "/me", "/visits", "/deals/$id/write/$kind"];
const FINGER_PX = 44;

/** By how much the page is wider than the screen, and what sticks out; parts that scroll by themselves may be wider. */
function sideways(page: Page) {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wide <= 0) return [];
    const out = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > innerWidth + 1);
    return [`${wide} px`, ...out.slice(0, 5).map((one) => `${one.tagName} ${one.className} ${one.textContent?.slice(0, 20)}`)];
  });
}

/** Buttons and links in view that are lower than a finger; links within a text and marks within a field are read, not aimed at. */
function tooSmall(page: Page) {
  return page.evaluate((finger) => {
    const within = (one: Element) => one.closest("p, li > span, dd, td, label, small, h1, [class*=ant-]");
    return [...document.querySelectorAll<HTMLElement>("nav a, button, [role=tab]")]
      .filter((one) => one.getClientRects().length && !one.closest("[hidden]") && !within(one))
      .map((one) => ({ one, box: one.getBoundingClientRect() }))
      .filter(({ one, box }) => {
        // A small button may take its finger's room from around it.
        const room = Number.parseFloat(getComputedStyle(one, "::after").minHeight) || 0;
        return Math.max(box.height, room) < finger - 0.5;
      })
      .map(({ one, box }) => `${one.textContent?.trim() || one.getAttribute("aria-label")} ${Math.round(box.height)} px (${one.className})`);
  }, FINGER_PX);
}

for (const pattern of PATTERNS) {
  test(`${pattern} at 390 px`, async ({ as }) => {
    const page = await as(readerOf(pattern), { phone: true });
    await page.goto(await address(page, pattern));
    await settled(page);
    expect(await sideways(page), "scrolls sideways").toEqual([]);
    const tabs = page.getByRole("navigation", { name: "主导航" });
    await expect(tabs.getByRole("link")).toHaveText([/^工作台/, /^审批/, /^商机/, /^消息/, /^我的/]);
    if (BY_THUMB.includes(pattern)) expect(await tooSmall(page), "too small for a finger").toEqual([]);
    const room = await page.locator("#content").evaluate((content) => Number.parseFloat(getComputedStyle(content).paddingBottom));
    expect(room, "the end of the page stands clear of the tabs").toBeGreaterThan((await tabs.boundingBox())?.height ?? Infinity);
  });
}

for (const view of VIEWS.filter(({ name }) => /^(write|deal|paper)-/.test(name))) {
  test(`${view.name} at 390 px`, async ({ as }) => {
    const page = await as(view.login, { phone: true });
    await page.goto(await view.path(page));
    await settled(page);
    expect(await sideways(page), "scrolls sideways").toEqual([]);
  });
}
