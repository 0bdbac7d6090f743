/** A list is taken out as a file: its rows and what is left of the day are said before, a reason is asked, and the register has it. */
import { readFileSync } from "node:fs";
import { expect, read, test } from "./support/test";
import { settled } from "./support/watch";

test("a filtered list is exported with a reason and stands in the register", async ({ as }) => {
  const page = await as("zhang.wei");
  await page.goto("/deals");
  await settled(page);
  const { sums } = await read<{ sums: { deals: number } }>(page, "/deals?standing=open");
  await page.getByRole("button", { name: "导出", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "导出列表" });
  await expect(dialog).toContainText(`共 ${sums.deals} 行`);
  await expect(dialog).toContainText("今天还可以导出");
  const take = dialog.getByRole("button", { name: "导出", exact: true });
  await expect(take).toBeDisabled();
  await dialog.getByLabel("原因").fill("核对第三季度商机");
  await dialog.getByRole("button", { name: "CSV" }).click();
  const download = page.waitForEvent("download");
  await take.click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^商机-\d{8}-\d{4}-张伟-[0-9a-f-]{36}\.csv$/);
  const text = readFileSync(await file.path(), "utf8");
  expect(text.startsWith("\uFEFF编号,客户,")).toBe(true);
  expect(text.trimEnd().split("\r\n")).toHaveLength(sums.deals + 1);
  await expect(dialog).toBeHidden();
  await page.goto("/audit?tab=exports");
  await expect(page.getByRole("row").nth(1)).toContainText("核对第三季度商机");
});
