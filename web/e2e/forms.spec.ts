/** Every paper through its form: drawn as the process says, kept over a reload, refused at its field, read-only with a reason. */
import type { Page } from "@playwright/test";
import { writable } from "./support/kinds";
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
    const { documents } = await read(page, "/process");
    for (const kind of kinds) {
      await test.step(kind, async () => {
        const deal = places.get(kind);
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

test("a field is asked where another answer makes it needed, and not before", async ({ as }) => {
  const page = await as("zhang.wei", { expected: /422/ });
  const deal = (await writable(page)).get("visit_plan") as string;
  await open(page, deal, "visit_plan");
  await expect(place(page, "location")).toHaveCount(0);
  await choose(page, "visit_mode", "上门");
  await expect(place(page, "location")).toBeVisible();
  await choose(page, "visit_mode", "电话");
  await expect(place(page, "location")).toHaveCount(0);

  // Rows of a table come and go.
  const rows = page.getByRole("group", { name: "议程" });
  await rows.getByRole("button", { name: "加一行" }).click();
  const many = await rows.getByRole("button", { name: /移除第/ }).count();
  await rows.getByRole("button", { name: `移除第 ${many} 行` }).click();
  await expect(rows.getByRole("button", { name: /移除第/ })).toHaveCount(many - 1);

  // What is wrong is told at its field, and the first of them has the caret.
  await page.getByRole("button", { name: "提交《客户拜访计划》" }).click();
  const bad = page.locator("[data-path][data-bad]");
  await expect(bad.first().getByRole("alert")).toContainText("必填");
  await expect(bad.first().locator("input, button").first()).toBeFocused();
});

async function choose(page: Page, key: string, name: string) {
  await place(page, key).getByRole("combobox").click();
  await page.getByTitle(name, { exact: true }).last().click();
}

test("what is known from earlier papers stands there, with where it came from", async ({ as }) => {
  const page = await as("shen.yue", { expected: /422/ });
  const deal = (await writable(page)).get("contract_approval") as string;
  await open(page, deal, "contract_approval");
  await expect(place(page, "counterparty")).toContainText("取自《商务报价单》");
  await expect(place(page, "counterparty").getByRole("textbox")).not.toHaveValue("");
  await place(page, "counterparty").getByRole("textbox").fill("另一家公司");
  await expect(place(page, "counterparty")).not.toContainText("取自《商务报价单》");
  await place(page, "cp_is_legal_representative").getByRole("button", { name: "否" }).or(place(page, "cp_is_legal_representative").getByText("否", { exact: true })).first().click();
  await expect(place(page, "cp_authorization")).toBeVisible();
});

test("a paper in review is read, with the reason why it cannot be changed", async ({ as }) => {
  const page = await as("chen.jing");
  const { items } = await read(page, "/deals?limit=200");
  for (const { id } of items) {
    const paper = (await read(page, `/deals/${id}`)).documents.find((one: { kind: string }) => one.kind === "visit_report");
    if (!paper) continue;
    await page.goto(`/deals/${id}/write/visit_report?document=${paper.id}`);
    await settled(page);
    // A manager records no visits: every field is closed, and the button says why.
    const submit = page.getByRole("button", { name: /^提交/ });
    await expect(submit).toHaveAttribute("aria-disabled", "true");
    await expect(submit).toHaveAttribute("title", /.+/);
    await expect(page.locator("[data-path] textarea:visible")).toHaveCount(0);
    return;
  }
  throw new Error("no visit was recorded in the demo company");
});
