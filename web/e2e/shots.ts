/** `make shots`: every page in Chinese light and dark, in English, and on a phone, as pictures in var/shots. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { address, PATTERNS, readerOf } from "./support/pages";
import { expect, type Look, read, test } from "./support/test";
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

/** Papers as they come out of the printer: the customer's quotation and 表4, each of a deal that has it approved. */
for (const [kind, audience] of [
  ["quotation", "customer"],
  ["contract_approval", "inside"],
] as const) {
  test(`printed ${kind}`, async ({ as }) => {
    const page = await as("chen.jing");
    await page.goto("/");
    await settled(page);
    const { items } = await read<{ items: Printed[] }>(page, `/documents?kind=${kind}&limit=200`);
    const contents = await Promise.all(items.map(async (one) => ({ one, content: await read<{ copies: { mark: string | null } }>(page, `/deals/${one.deal.id}/documents/${one.id}`) })));
    const clean = contents.find(({ content }) => !content.copies.mark)?.one;
    expect(clean, "the demo company has one that is approved").toBeTruthy();
    const bytes = await page.evaluate(async ([place, wanted]) => {
      const headers = { "content-type": "application/json", "idempotency-key": `printed-${Date.now()}` };
      const answer = await fetch(`/api/v1${place}/paper`, { method: "POST", headers, body: JSON.stringify(wanted) });
      return [...new Uint8Array(await answer.arrayBuffer())];
    }, [`/deals/${clean?.deal.id}/documents/${clean?.id}`, { format: "pdf", language: "zh", audience }] as const);
    const paper = `${FOLDER}/print-${kind}-zh`;
    writeFileSync(`${paper}.pdf`, Buffer.from(bytes));
    execFileSync("pdftoppm", ["-r", "84", "-png", "-singlefile", `${paper}.pdf`, paper]);
  });
}

interface Printed {
  id: string;
  deal: { id: string };
}

function fileName(pattern: string): string {
  return pattern.replaceAll(/[/$]+/g, "-").replace(/^-/, "") || "queue";
}
