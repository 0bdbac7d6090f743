/** Papers through their forms: asked by what was answered, filled from earlier papers, refused at the field, read-only with a reason. */
import type { Page } from "@playwright/test";
import { writable } from "./support/kinds";
import { expect, read, test } from "./support/test";
import { settled } from "./support/watch";

const place = (page: Page, key: string) => page.locator(`[data-path="${key}"]`);

async function open(page: Page, deal: string, kind: string) {
  await page.goto(`/deals/${deal}/write/${kind}`);
  await settled(page);
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
