/** Every page in both languages and both themes: no error, no missing word, nothing that WCAG A or AA forbids. */
import type { Page } from "@playwright/test";
import { violations } from "./support/axe";
import { address, PATTERNS, readerOf } from "./support/pages";
import { expect, test } from "./support/test";
import { settled } from "./support/watch";

for (const lang of ["zh-CN", "en"] as const) {
  for (const pattern of PATTERNS) {
    test(`${pattern} in ${lang}`, async ({ as }) => {
      const page = await as(readerOf(pattern), { lang });
      await page.goto(await address(page, pattern));
      await settled(page);
      await expect(page.locator("html")).toHaveAttribute("lang", lang);
      await expect(page.locator("#content")).not.toBeEmpty();
      expect(await missingWords(page), "keys shown in place of words").toEqual([]);
      expect(await violations(page), "light").toEqual([]);
      await page.getByRole("button", { name: lang === "en" ? "Switch to dark" : "切换深色" }).first().click();
      await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
      expect(await violations(page), "dark").toEqual([]);
    });
  }
}

/** Parts of pages that stand at an address of their own. */
const PARTS: [login: string, path: string][] = [
  ...["log", "security", "exports", "reads", "asof", "chains"].map((tab): [string, string] => ["yan.ming", `/audit?tab=${tab}`]),
  ...["people", "delegations", "absences", "plans", "duties"].map((tab): [string, string] => ["ding.an", `/settings/organization?tab=${tab}`]),
  ["admin", "/settings/organization?tab=people"],
  ["ding.an", "/me"],
];

test("the parts of pages in both themes", async ({ as }) => {
  test.setTimeout(120_000);
  for (const login of new Set(PARTS.map(([of]) => of))) {
    const page = await as(login);
    for (const [, path] of PARTS.filter(([of]) => of === login)) {
      await page.goto(path);
      await settled(page);
      expect(await missingWords(page), `${path}: keys shown in place of words`).toEqual([]);
      for (const theme of ["切换深色", "切换浅色"]) {
        expect(await violations(page), `${path} before ${theme}`).toEqual([]);
        await page.getByRole("button", { name: theme }).first().click();
      }
    }
  }
});

/** Texts that are a key such as `deal.stage_days`: i18next shows the key where it has no word. */
function missingWords(page: Page): Promise<string[]> {
  return page.evaluate(() => document.body.innerText.split("\n").filter((line) => /^[a-z]+(_[a-z]+)*(\.[a-z_]+)+$/.test(line.trim())));
}
