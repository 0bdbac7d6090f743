/** Copies of a quotation from its page: what is offered, what its file is called, and that whoever holds it can check it. */
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
  await expect(customers.getByRole("link")).toHaveText(["PDF", "Excel", "Word"]);
  const download = page.waitForEvent("download");
  await customers.getByRole("link", { name: "Word" }).click();
  expect((await download).suggestedFilename()).toMatch(/^BJ-.*-V\d+.*\.docx$/);
  const log = await read<{ items: { command: string }[] }>(page, "/command-log");
  expect(log.items.map((one) => one.command)).toContain("issue_copy");
  const stranger = await visitor({ expected: /404/ });
  await stranger.goto("/verify");
  await stranger.getByLabel("验证码").fill("0000 0000 0000 0000");
  await stranger.getByRole("button", { name: "查验" }).click();
  await expect(stranger.getByRole("alert")).toContainText("没有以这个验证码出具过的文件");
});
