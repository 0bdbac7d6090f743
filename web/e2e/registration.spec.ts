/** A lead for somebody else: whoever leads reps registers for one of them, or for the pool. */
import { type Page } from "@playwright/test";
import { companyName, creditCode, registration } from "./support/lead";
import { settled } from "./support/watch";
import { expect, read, test } from "./support/test";

const whose = (page: Page) => page.locator("label", { hasText: "负责人" }).locator("select");

/** The form as a person left it on this device. */
async function typed(page: Page, customer: string) {
  const { person } = await read(page, "/session");
  const form = { ...registration(customer), uscc: creditCode() };
  await page.goto("/leads");
  await page.evaluate(([place, text]) => localStorage.setItem(place as string, text as string), [`tongguan.draft.${person.id}.lead`, JSON.stringify(form)]);
  await page.goto("/leads");
  await page.getByRole("button", { name: "登记线索" }).last().click();
  await expect(page.locator("[data-path=account_name] input")).toHaveValue(customer);
}

test("a supervisor registers a lead for a rep of the team", async ({ as }) => {
  const customer = companyName();
  const page = await as("chen.jing");
  await typed(page, customer);
  const owner = whose(page);
  await expect(owner.locator("option").first()).toHaveText("进公海，由成员领取");
  await expect(page.getByText("进公海的线索，领取后 48 小时内完成初筛。")).toBeVisible();
  await owner.selectOption({ label: "张伟" });
  await expect(page.getByText("登记后 48 小时内完成初筛。")).toBeVisible();
  await page.locator("footer").getByRole("button", { name: "登记线索" }).click();
  await expect(page).toHaveURL(/\/deals\/[0-9a-f-]+$/);
  const deal = await read(page, `/deals/${page.url().split("/").pop()}`);
  expect(deal.owner.name).toBe("张伟");
  const rep = await as("zhang.wei");
  await rep.goto(`/deals/${deal.id}`);
  await expect(rep.getByText(customer).first()).toBeVisible();
});

test("a lead for nobody lies in the pool, where a rep finds it", async ({ as }) => {
  const customer = companyName();
  const page = await as("cao.yi");
  await typed(page, customer);
  await page.locator("footer").getByRole("button", { name: "登记线索" }).click();
  await expect(page).toHaveURL(/\/deals\/[0-9a-f-]+$/);
  const rep = await as("zhang.wei");
  await rep.goto("/pool");
  await settled(rep);
  await expect(rep.getByText(customer).first()).toBeVisible();
});

test("a rep is asked nothing: his leads are his own", async ({ as }) => {
  const page = await as("zhang.wei");
  await page.goto("/leads/new");
  await settled(page);
  await expect(whose(page)).toHaveCount(0);
});
