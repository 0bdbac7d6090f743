/** WCAG A and AA, judged by axe-core. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type Axe from "axe-core";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** One line for each element that breaks a rule. */
export async function violations(page: Page): Promise<string[]> {
  // Evaluated and not added as a script: the policy of the pages allows no script but the server's files.
  await page.evaluate(`window.axe || (() => { ${SOURCE} })()`);
  return page.evaluate(async () => {
    const axe = (window as unknown as { axe: typeof Axe }).axe;
    const { violations: found } = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] });
    return found.flatMap((one) => one.nodes.map((node) => `${one.id} ${node.target.join(" ")}: ${node.failureSummary?.split("\n")[1]?.trim() ?? ""}`));
  });
}
