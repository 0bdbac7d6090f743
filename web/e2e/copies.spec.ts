/** Copies of a quotation from its page: what is offered, what its file is called, and that whoever holds it can check it. */
import { execFileSync } from "node:child_process";
import { writable } from "./support/kinds";
import { expect, read, test } from "./support/test";
import { settled } from "./support/watch";

interface Row {
  id: string;
  deal: { id: string };
}

test("a quotation is taken as a file for the customer and checked by its code", async ({ as, visitor }) => {
  const page = await as("zhang.wei");
  const { items } = await read<{ items: Row[] }>(page, "/documents?kind=quotation");
  const [row] = items;
  expect(row, "the demo company has quotations").toBeTruthy();
  await page.goto(`/deals/${row?.deal.id}/documents/${row?.id}`);
  await settled(page);
  await page.getByText("打印/下载").click();
  const customers = page.getByRole("listitem").filter({ hasText: "给客户" });
  await expect(customers.getByRole("button")).toHaveText(["PDF", "Excel", "Word"]);
  const receiver = page.getByLabel("给谁");
  const name = (await receiver.locator("option").nth(1).textContent()) ?? "";
  await receiver.selectOption({ label: name });
  const download = page.waitForEvent("download");
  await customers.getByRole("button", { name: "Word" }).click();
  expect((await download).suggestedFilename()).toMatch(/^BJ-.*-V\d+.*\.docx$/);
  await page.reload();
  const register = page.locator(".card", { hasText: "出具的副本" }).getByRole("listitem").first();
  await expect(register).toContainText("Word");
  await expect(register).toContainText(`给 ${name}`);
  await expect(register.locator("code")).toHaveText(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
  const log = await read<{ items: { command: string }[] }>(page, "/command-log");
  expect(log.items.map((one) => one.command)).toContain("issue_copy");
  const stranger = await visitor({ expected: /404/ });
  await stranger.goto("/verify");
  await stranger.getByLabel("验证码").fill("0000 0000 0000 0000");
  await stranger.getByRole("button", { name: "查验" }).click();
  await expect(stranger.getByRole("alert")).toContainText("没有以这个验证码出具过的文件");
});

test("a draft is printed as it stands, and says on the paper that it is one", async ({ as }) => {
  const page = await as("zhang.wei");
  const deal = (await writable(page)).get("visit_plan") as string;
  await page.goto(`/deals/${deal}/write/visit_plan`);
  await settled(page);
  await page.locator('[data-path="visit_mode"]').getByRole("combobox").click();
  await page.getByTitle("上门", { exact: true }).last().click();
  await page.locator('[data-path="location"] input').fill("半山路一号未定的会议室");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "打印草稿" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/-V1-draft\.pdf$/);
  const said = execFileSync("pdftotext", ["-raw", await file.path(), "-"]).toString().replace(/\s/g, "");
  for (const word of ["草稿", "客户拜访计划", "半山路一号未定的会议室", "验证码"]) expect(said).toContain(word);
});

test("a statement of account goes to the customer by mail, as it was looked at", async ({ as, server }) => {
  const page = await as("wu.min", { expected: /422/ });
  const { items } = await read<{ items: { deal: { id: string; stage: string } }[] }>(page, "/instalments?open=true&limit=200");
  const deal = items.find((one) => one.deal.stage === "fulfilment")?.deal.id;
  expect(deal, "the demo company delivers").toBeTruthy();
  await page.goto(`/deals/${deal}?tab=fulfilment`);
  await settled(page);
  await page.getByRole("button", { name: "邮件发送：对账单" }).click();
  const dialog = page.getByRole("dialog", { name: "邮件发送：对账单" });
  await expect(dialog.getByText(/对账单-\d{4}-\d\d-\d\d\.pdf/)).toBeVisible();
  await expect(dialog.getByLabel("主题")).toHaveValue("对账单");
  await dialog.getByRole("button", { name: "用系统邮件发送" }).click();
  await expect(dialog.locator("[data-path=to]").getByRole("alert")).toContainText("必填");
  await dialog.getByRole("combobox", { name: "收件人" }).click();
  await page.locator(".ant-select-item-option").first().click();
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "用系统邮件发送" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("list", { name: "发送记录" })).toContainText(/对账单/);
  await expect.poll(() => server.letters.filter((letter) => letter.includes("multipart/mixed")).length).toBe(1);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("list", { name: "发送记录" })).toContainText("已发出", { timeout: 2000 });
  }).toPass();
});

test("an administrator gives the company its own template, and what is wrong with one is told", async ({ as }) => {
  const page = await as("cao.yi", { expected: /422/ });
  await page.goto("/settings");
  await settled(page);
  await page.getByRole("button", { name: "添加模板" }).click();
  const dialog = page.getByRole("dialog", { name: "添加模板" });
  await dialog.getByLabel("文件").setInputFiles({ name: "模板.docx", mimeType: "application/octet-stream", buffer: Buffer.from("no template") });
  await expect(dialog.getByText("模板无法读取")).toBeVisible();
  await dialog.getByText(/可用的占位符/).click();
  await expect(dialog.getByText("{{copy_note}}")).toBeVisible();
});
