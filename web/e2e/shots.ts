/** `make shots`: every page in Chinese light and dark, in English, and on a phone, as pictures in var/shots. */
import { address, PATTERNS, readerOf } from "./support/pages";
import { type Look, test } from "./support/test";
import { VIEWS } from "./support/views";
import { settled } from "./support/watch";

const FOLDER = process.env.TONGGUAN_SHOTS ?? new URL("../../var/shots", import.meta.url).pathname;
const LOOKS: Record<string, Look> = { zh: {}, "zh-dark": { theme: "dark" }, en: { lang: "en" }, phone: { phone: true } };

for (const [name, look] of Object.entries(LOOKS)) {
  for (const pattern of PATTERNS) {
    test(`${pattern} ${name}`, async ({ as }) => {
      const page = await as(readerOf(pattern), { ...look, expected: /./ });
      await page.goto(await address(page, pattern));
      await settled(page);
      await page.screenshot({ path: `${FOLDER}/${fileName(pattern)}-${name}.png` });
    });
  }
  for (const view of VIEWS.filter(({ print, once }) => !(print || once) || name === "zh")) {
    test(`${view.name} ${name}`, async ({ as }) => {
      const page = await as(view.login, { ...look, expected: /./ });
      await page.goto(await view.path(page));
      await settled(page);
      await view.act?.(page);
      await settled(page);
      if (view.print) await page.emulateMedia({ media: "print" });
      if (view.print) await page.setViewportSize({ width: 760, height: 1075 });
      await page.screenshot({ path: `${FOLDER}/${view.name}${view.print ? "" : `-${name}`}.png`, fullPage: view.print });
    });
  }
  test(`sign-in ${name}`, async ({ visitor }) => {
    const page = await visitor(look);
    await page.goto("/");
    await page.screenshot({ path: `${FOLDER}/sign-in-${name}.png` });
  });
}

function fileName(pattern: string): string {
  return pattern.replaceAll(/[/$]+/g, "-").replace(/^-/, "") || "queue";
}
