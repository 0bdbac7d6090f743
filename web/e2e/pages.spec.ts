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

/** Texts that are a key such as `deal.stage_days`: i18next shows the key where it has no word. */
function missingWords(page: Page): Promise<string[]> {
  return page.evaluate(() => document.body.innerText.split("\n").filter((line) => /^[a-z]+(_[a-z]+)*(\.[a-z_]+)+$/.test(line.trim())));
}
