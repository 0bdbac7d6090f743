/** Approvals in the queue, on their page, on a phone: approve, return, transfer, add, recall, several at once. */
import type { Page } from "@playwright/test";
import { expect, give, read, test } from "./support/test";
import { settled } from "./support/watch";

interface Asked {
  deal: string;
  number: string;
}

/** The rep asks for an exception on a deal of his that has none under way; his manager decides first. */
async function ask(rep: Page): Promise<Asked> {
  const { items } = await read(rep, "/deals?limit=50");
  const me = (await read(rep, "/session")).person.id;
  for (const { id, owner } of items) {
    if (owner?.id !== me) continue;
    const deal = await read(rep, `/deals/${id}`);
    if (deal.approvals.some((one: { chain: string }) => one.chain === "AX")) continue;
    for (const gate of deal.gates) {
      const open = gate.conditions.find((one: { exceptable: boolean; is_met: boolean }) => one.exceptable && !one.is_met);
      if (!open) continue;
      await give(rep, `/deals/${id}/commands`, { type: "request_exception", gate: gate.gate, condition: open.condition, reason: "战略客户，须立即推进" });
      return { deal: id, number: deal.number };
    }
  }
  throw new Error("no deal of the rep has an open condition that may be excepted");
}

/** The pane in which an approval is decided. */
const pane = (page: Page) => page.locator("[data-pane]");

async function openApproval(page: Page, { number }: Asked, path = "/approvals") {
  await page.goto(path);
  await settled(page);
  for (const line of await page.locator("[data-line] button").all()) {
    await line.click();
    if (await pane(page).getByText(number, { exact: false }).first().isVisible().catch(() => false)) return;
    const close = page.getByRole("button", { name: "关闭" });
    if (await close.isVisible()) await close.click();
  }
  throw new Error(`${number} is not in the list`);
}

const repOf = "zhang.wei";

test("the manager approves in the queue by keys, the director rejects, the rep reads both", async ({ as }) => {
  const rep = await as(repOf);
  const asked = await ask(rep);
  const manager = await as("chen.jing");
  await manager.goto("/");
  await settled(manager);
  const row = manager.locator("[data-duty]", { hasText: asked.number }).filter({ hasText: "审批" });
  await row.getByRole("button").first().click();
  await expect(pane(manager).getByText("战略客户，须立即推进")).toBeVisible();
  await expect(pane(manager).getByText(/^同意后交给销售总监/)).toBeVisible();
  await row.getByRole("button").first().focus();
  await manager.keyboard.press("a");
  await manager.keyboard.type("客户重要，同意放行");
  await manager.keyboard.press("Control+Enter");
  await expect(row).toHaveCount(0);

  const director = await as("zhou.jianguo");
  await openApproval(director, asked);
  await expect(pane(director).getByText("客户重要，同意放行")).toBeVisible();
  await pane(director).getByRole("button", { name: "驳回" }).click();
  await pane(director).getByRole("textbox", { name: "意见" }).fill("条件能补，不放行");
  await pane(director).getByRole("button", { name: "确认驳回" }).click();
  await expect(director.locator("[data-line]", { hasText: "战略" })).toHaveCount(0);

  await openApproval(rep, asked, "/approvals?box=requested");
  await expect(pane(rep).getByText("已驳回")).toBeVisible();
  await expect(pane(rep).getByText("条件能补，不放行")).toBeVisible();
});

test("a refusal of the server is shown and keeps the words", async ({ as }) => {
  const asked = await ask(await as(repOf));
  const manager = await as("chen.jing", { expected: /422/ });
  await openApproval(manager, asked);
  await pane(manager).getByRole("button", { name: "退回" }).click();
  await pane(manager).getByRole("textbox", { name: "意见" }).fill("改");
  await pane(manager).getByRole("button", { name: "确认退回" }).click();
  await expect(pane(manager).getByRole("alert")).toBeVisible();
  await expect(pane(manager).getByRole("textbox", { name: "意见" })).toHaveValue("改");
  await pane(manager).getByRole("textbox", { name: "意见" }).fill("先补齐材料再来");
  await pane(manager).getByRole("button", { name: "确认退回" }).click();
  await openApproval(manager, asked, "/approvals?box=done");
  await expect(pane(manager).getByText("已退回")).toBeVisible();
});

test("on a phone: add an approver, transfer, remind and recall", async ({ as }) => {
  const rep = await as(repOf, { phone: true });
  const asked = await ask(rep);
  const manager = await as("chen.jing", { phone: true });
  await openApproval(manager, asked);
  await pane(manager).getByRole("button", { name: "加签" }).click();
  await pane(manager).getByRole("combobox").fill("吴敏");
  await pane(manager).getByRole("option", { name: "吴敏" }).click();
  await pane(manager).getByRole("button", { name: "在我之后" }).click();
  await pane(manager).getByRole("textbox", { name: "意见" }).fill("请财务一起看看");
  await pane(manager).getByRole("button", { name: "确认加签" }).click();
  await openApproval(manager, asked);
  await expect(pane(manager).getByText("加签人 吴敏")).toBeVisible();
  await pane(manager).getByRole("button", { name: "转交" }).click();
  await pane(manager).getByRole("combobox").fill("周建国");
  await pane(manager).getByRole("option", { name: "周建国" }).click();
  await pane(manager).getByRole("textbox", { name: "意见" }).fill("由总监直接决定");
  await expect(pane(manager).getByText("转交后由 周建国 决定，你不再处理。")).toBeVisible();
  expect(await manager.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await pane(manager).getByRole("button", { name: "取消" }).click();

  await openApproval(rep, asked, "/approvals?box=requested");
  await pane(rep).getByRole("button", { name: "催办" }).click();
  await expect(pane(rep).getByText("已催办")).toBeVisible();
  await pane(rep).getByRole("button", { name: "撤回" }).click();
  await expect(pane(rep).getByText("已撤回").first()).toBeVisible();
});

test("several at once: each says what became of it", async ({ as }) => {
  const rep = await as(repOf);
  await ask(rep);
  const manager = await as("chen.jing");
  await manager.goto("/approvals");
  await settled(manager);
  const first = await manager.locator("[data-line]").count();
  await manager.locator("[data-line] button").first().focus();
  await manager.keyboard.press("x");
  await expect(manager.getByText("已选 1 件")).toBeVisible();
  await manager.getByRole("textbox", { name: "对全部的意见" }).fill("情况清楚，同意");
  await manager.getByRole("button", { name: "同意这 1 件" }).click();
  await expect(manager.getByText("已同意").first()).toBeVisible();
  await expect(manager.locator("[data-line]")).toHaveCount(first - 1);
});

test("a session that ends asks to sign in above the page, and nothing typed is lost", async ({ as }) => {
  const page = await as(repOf, { expected: /401/ });
  await page.goto("/");
  await settled(page);
  await page.locator("[data-duty]", { hasText: "完成下一步行动" }).first().getByRole("button").first().click();
  const note = pane(page).getByRole("textbox").first();
  await note.fill("已电话确认，资料发给客户");
  await page.request.delete("/api/v1/session", { headers: { "x-tg": "1", "sec-fetch-site": "same-origin" } });
  await pane(page).getByRole("button", { name: "完成行动" }).last().click();
  const dialog = page.getByRole("dialog", { name: "登录已失效" });
  await dialog.getByLabel("登录名").fill(repOf);
  await dialog.getByLabel("密码").fill("tongguan-demo-2026");
  await dialog.getByRole("button", { name: "登录", exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(note).toHaveValue("已电话确认，资料发给客户");
  const before = await page.locator("[data-duty]").count();
  await pane(page).getByRole("button", { name: "完成行动" }).last().click();
  await expect(page.locator("[data-duty]")).toHaveCount(before - 1);
});

test("what another does shows without being asked for", async ({ as }) => {
  const manager = await as("chen.jing");
  await manager.goto("/approvals");
  await settled(manager);
  const before = await manager.locator("[data-line]").count();
  await ask(await as(repOf));
  await expect(manager.locator("[data-line]")).toHaveCount(before + 1);
});
