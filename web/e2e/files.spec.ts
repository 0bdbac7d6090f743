/** Files of a deal: laid to a document, found again beside it, with the deal and in what happened, and looked at in the page. */
import { REP, nurturedDeal } from "./support/deal";
import { expect, read, test } from "./support/test";
import { settled } from "./support/watch";

const LETTER = { name: "客户来函.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n%%EOF\n") };

test("a file is laid to a document and found by a colleague", async ({ as }) => {
  const deal = await nurturedDeal(as);
  // The same file twice is refused, which the browser tells its console.
  const page = await as(REP, { expected: /422/ });
  const { documents } = await read<{ documents: { id: string; kind: string }[] }>(page, `/deals/${deal.id}`);
  const grading = documents.find((one) => one.kind === "grading")?.id;
  await page.goto(`/deals/${deal.id}/documents/${grading}`);
  await settled(page);
  const card = page.locator(".card", { hasText: "附件与凭证" });
  await expect(card).toContainText("还没有附件。");
  await card.locator("input[type=file]").setInputFiles(LETTER);
  await expect(card.getByRole("link", { name: LETTER.name })).toBeVisible();
  await card.locator("input[type=file]").setInputFiles(LETTER);
  await expect(card.getByRole("alert")).toContainText("没有需要新增的附件");

  const manager = await as("chen.jing");
  await manager.goto(`/deals/${deal.id}?tab=documents`);
  await settled(manager);
  await manager.locator(".card", { hasText: "附件与凭证" }).getByRole("link", { name: LETTER.name }).click();
  await expect(manager.getByRole("dialog").locator("iframe")).toBeVisible();
  await manager.keyboard.press("Escape");
  await manager.goto(`/deals/${deal.id}?tab=activity`);
  await settled(manager);
  await expect(manager.getByRole("listitem").filter({ hasText: LETTER.name }).first()).toContainText("张伟");
});
