/** Every paper that a person hands in by its form: drawn as the process says, what one may not see left out, kept over a reload until it is thrown away. */
import type { Page } from "@playwright/test";
import { refusals, writable } from "./support/kinds";
import { expect, read, test } from "./support/test";
import { settled } from "./support/watch";

/** Who writes what: between them every paper that a person hands in by its form. The others come of an act (评审结论、归档) or of the ledger. */
const WRITERS: Record<string, string[]> = {
  "zhang.wei": ["lead_registration", "grading", "visit_plan", "visit_report", "decision_chain", "retrospective"],
  "shen.yue": ["solution", "quotation", "negotiation_strategy", "contract_approval", "executed_contract", "amendment"],
  "jiang.tao": ["delivery_plan", "progress_report", "acceptance"],
  "wu.min": ["invoice", "dunning"],
  "li.na": ["after_sales"],
};

interface Right {
  key: string;
  sees: boolean;
  fills: boolean;
}

interface Field {
  key: string;
  required: string;
  type: unknown;
}

const place = (page: Page, key: string) => page.locator(`[data-path="${key}"]`);

async function open(page: Page, deal: string, kind: string) {
  await page.goto(`/deals/${deal}/write/${kind}`);
  await settled(page);
}

for (const [login, kinds] of Object.entries(WRITERS)) {
  test(`${login} writes ${kinds.join(", ")}`, async ({ as }) => {
    test.slow();
    const page = await as(login, { expected: /422/ });
    const places = await writable(page);
    const { documents } = await read(page, "/processes/current");
    for (const kind of kinds) {
      await test.step(kind, async () => {
        const deal = places.get(kind);
        // Between the last report of a week and the next Monday nobody owes one.
        if (!deal && kind === "progress_report") return expect(await refusals(page, kind)).toContain("no_week_open");
        expect(deal, `${login} may write ${kind} somewhere`).toBeTruthy();
        await drawn(page, deal as string, kind, documents[kind]);
        await kept(page, kind);
      });
    }
  });
}

/** Every field that one is asked for stands there; what one does not see does not. */
async function drawn(page: Page, deal: string, kind: string, form: { name: { zh: string }; sections: { fields: Field[] }[] }) {
  await open(page, deal, kind);
  await expect(page.getByRole("heading", { name: form.name.zh }).first()).toBeVisible();
  const { fields: rights } = await read<{ fields: Right[] }>(page, `/deals/${deal}/prefill/${kind}`);
  const right = (key: string) => rights.find((one) => one.key === key) ?? { sees: true, fills: true };
  for (const field of form.sections.flatMap((section) => section.fields)) {
    const { sees, fills } = right(field.key);
    if (!sees) await expect(place(page, field.key), `${kind}.${field.key} is hidden`).toHaveCount(0);
    else if (["required", "optional"].includes(field.required)) await expect(place(page, field.key), `${kind}.${field.key} is asked`).toHaveCount(1);
    if (sees && !fills && ["required", "optional"].includes(field.required)) await expect(place(page, field.key), `${kind}.${field.key} says who fills it`).toContainText("由");
  }
}

/** What is typed stands there after a reload, until it is thrown away. */
async function kept(page: Page, kind: string) {
  const field = page.locator("[data-path] textarea:visible, [data-path] input[type=text]:not([role]):not([readonly]):not([inputmode]):not([placeholder*=日期]):visible").first();
  // Another test may have left a draft of its own on the same deal.
  const left = page.getByRole("button", { name: "丢弃草稿" });
  if (await left.count()) {
    await left.click();
    await expect(left).toHaveCount(0);
  }
  const before = await field.inputValue();
  const words = `留下的字 ${kind.length}`;
  await field.fill(words);
  await expect(page.getByText(/^草稿已存/)).toBeVisible();
  await page.reload();
  await settled(page);
  await expect(field).toHaveValue(words);
  await expect(page.getByText("接着写上次的草稿。")).toBeVisible();
  await page.getByRole("button", { name: "丢弃草稿" }).click();
  await expect(field).toHaveValue(before);
  await expect(page.getByText("接着写上次的草稿。")).toHaveCount(0);
}
