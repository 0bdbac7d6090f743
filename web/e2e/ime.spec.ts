/** An input method composes: its keys are its own. Enter picks a candidate and submits, opens and moves nothing; no shortcut acts. */
import type { CDPSession, Page } from "@playwright/test";
import { nurturedDeal, REP } from "./support/deal";
import { expect, test } from "./support/test";
import { settled } from "./support/watch";

/** Chromium's own composition, as an input method of the system begins it. */
async function inputMethod(page: Page): Promise<CDPSession> {
  return page.context().newCDPSession(page);
}

const compose = (method: CDPSession, text: string) => method.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });

/** A key that the input method takes while it composes, as browsers tell of it. */
async function composingKey(page: Page, key: string, more: Record<string, boolean> = {}) {
  await page.evaluate(([name, with_]) => {
    document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: name, code: name, isComposing: true, keyCode: 229, bubbles: true, cancelable: true, ...with_ } as KeyboardEventInit));
  }, [key, more] as const);
}

test("in the search, Enter picks the candidate; only the next one opens what was found", async ({ as }) => {
  const page = await as("chen.jing");
  await page.goto("/approvals");
  await settled(page);
  await page.keyboard.press("Control+k");
  const box = page.getByRole("combobox").first();
  await expect(box).toBeFocused();
  const method = await inputMethod(page);
  await compose(method, "报价");
  await expect(box).toHaveValue("报价");
  await composingKey(page, "Enter");
  await expect(page).toHaveURL(/\/approvals$/);
  await method.send("Input.insertText", { text: "报价" });
  await expect(box).toHaveValue("报价");
  await expect(page.getByRole("option").first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).not.toHaveURL(/\/approvals$/);
});

test("in a form and its sheet, composing moves no cell, submits nothing and opens no dialog", async ({ as }) => {
  const deal = await nurturedDeal(as);
  const page = await as(REP);
  const given: string[] = [];
  page.on("request", (request) => request.method() === "POST" && request.url().endsWith("/commands") && given.push(request.url()));
  await page.goto(`/deals/${deal.id}/write/visit_plan`);
  await settled(page);
  const place = page.locator("[data-path=objective] input, [data-path=objective] textarea").first();
  await place.focus();
  const method = await inputMethod(page);
  await compose(method, "queren");
  for (const [key, more] of [["Enter", {}], ["Enter", { ctrlKey: true }], ["k", { ctrlKey: true }], ["?", {}], ["g", {}]] as const) await composingKey(page, key, more);
  await method.send("Input.insertText", { text: "确认预算" });
  await expect(place).toHaveValue("确认预算");
  await expect(place).toBeFocused();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(`/deals/${deal.id}/write/visit_plan$`));
  expect(given).toEqual([]);
});
