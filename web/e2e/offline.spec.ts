/** A visit record written on a phone without a connection: kept there, shown as waiting, sent once when it is back, judged by the server's time. */
import type { Page } from "@playwright/test";
import { type Lead, nurturedDeal } from "./support/lead";
import { expect, read, test } from "./support/test";
import { draft, hence, report } from "./support/visit";
import { settled } from "./support/watch";

const WAITS = /待发送，.*存在本机/;

/** The record of a visit so many hours ago stands open on a phone, all but a last word, and the connection is lost. Nobody is on two visits at once. */
async function written(page: Page, deal: Lead, hoursAgo: number) {
  await draft(page, deal, "visit_report", await report(page, deal, hence(-hoursAgo), hence(1 - hoursAgo)));
  await page.goto(`/deals/${deal.id}/write/visit_report`);
  await settled(page);
  await page.locator('[data-path="location"]').getByRole("textbox").fill("客户三号会议室");
  await expect(page.getByText(/草稿已存/)).toBeVisible();
  await page.context().setOffline(true);
  await expect(page.getByText(/没有网络/)).toBeVisible();
}

const records = async (page: Page, deal: Lead) => (await read(page, `/deals/${deal.id}`)).documents.filter((one: { kind: string }) => one.kind === "visit_report");

test("it waits on the phone and is sent once there is a connection", async ({ as }) => {
  const supervisor = await as("sun.hao");
  const page = await as("zhang.wei", { phone: true, expected: /ERR_INTERNET_DISCONNECTED|Failed to fetch/ });
  const deal = await nurturedDeal(page, supervisor);
  await written(page, deal, 2);
  await page.getByRole("button", { name: /^提交《/ }).click();
  await expect(page.getByText(WAITS)).toBeVisible();
  expect(await records(supervisor, deal)).toHaveLength(0);

  const back = Date.now();
  await page.context().setOffline(false);
  await expect(page.getByText(WAITS)).toHaveCount(0);
  await expect(page.getByText(/没有网络/)).toHaveCount(0);
  const [record, ...more] = await records(supervisor, deal);
  expect(more).toEqual([]);
  expect(Date.parse(record.submitted_at), "the server's time, not the phone's").toBeGreaterThanOrEqual(back - 2000);
  const { body } = await read(supervisor, `/deals/${deal.id}/documents/${record.id}`);
  expect(body.location).toBe("客户三号会议室");
});

test("one that waits outlives the tab, and another page sends it", async ({ as }) => {
  const supervisor = await as("sun.hao");
  const page = await as("zhang.wei", { phone: true, expected: /ERR_INTERNET_DISCONNECTED|Failed to fetch/ });
  const deal = await nurturedDeal(page, supervisor);
  await written(page, deal, 5);
  await page.getByRole("button", { name: /^提交《/ }).click();
  await expect(page.getByText(WAITS)).toBeVisible();
  const context = page.context();
  await page.close();
  await context.setOffline(false);
  const next = await context.newPage();
  await next.goto("/");
  await expect.poll(async () => (await records(supervisor, deal)).length).toBe(1);
  await expect(next.getByText(WAITS)).toHaveCount(0);
});

test("one that the server refuses stays, says why, and leads back to its form", async ({ as }) => {
  const supervisor = await as("sun.hao");
  const page = await as("zhang.wei", { phone: true, expected: /ERR_INTERNET_DISCONNECTED|Failed to fetch|422/ });
  const deal = await nurturedDeal(page, supervisor);
  await written(page, deal, 8);
  await page.locator('[data-path="location"]').getByRole("textbox").fill("");
  await page.getByRole("button", { name: /^提交《/ }).click();
  await expect(page.getByText(WAITS)).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText(/没有被接受：/)).toBeVisible();
  await page.getByRole("link", { name: "去改" }).click();
  await expect(page).toHaveURL(/\/write\/visit_report/);
  expect(await records(supervisor, deal)).toHaveLength(0);
});
