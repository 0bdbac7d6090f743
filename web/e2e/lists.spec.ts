/** Lists and records show what their reader may see, by name: no column that he may not see, no target without its number. */
import { registerLead } from "./support/lead";
import { expect, test } from "./support/test";
import { settled } from "./support/watch";

test("the margin of quotations is a column for whoever may see it, and none for a rep", async ({ as }) => {
  for (const [login, shown] of [["chen.jing", 1], ["zhang.wei", 0]] as const) {
    const page = await as(login);
    await page.goto("/quotes");
    await settled(page);
    await expect(page.getByRole("table").locator("[data-row]").first()).toBeVisible();
    await expect(page.getByRole("columnheader", { name: "毛利率" }), login).toHaveCount(shown);
  }
});

test("the command log names the deal that was acted on, and leads there", async ({ as }) => {
  const lead = await registerLead(await as("zhang.wei"));
  const page = await as("yan.ming");
  await page.goto("/audit?tab=log");
  await settled(page);
  const target = page.getByRole("table").getByRole("link", { name: lead.customer }).first();
  await expect(target).toHaveText(/^XS-/);
  await target.click();
  await expect(page).toHaveURL(new RegExp(`/deals/${lead.id}$`));
});

test("above a new lead on a phone stands nothing until there is something to say", async ({ as }) => {
  const page = await as("zhang.wei", { phone: true });
  await page.goto("/leads/new");
  await settled(page);
  const first = page.locator("#content section").filter({ visible: true }).first();
  await expect(first).toContainText("客户名称");
  await page.locator("[data-path=account_name] input").fill("没有人登记过的客户");
  await expect(page.getByText("查重").first()).toBeVisible();
});

test("a place is chosen by its name, and a customer's person with how he was told of it", async ({ as }) => {
  const page = await as("zhang.wei");
  await page.goto("/leads/new");
  await settled(page);
  const region = page.locator("[data-path=region] input");
  await region.fill("滨江");
  await expect(page.locator("[data-path=region] datalist option").first()).toHaveAttribute("value", "330108 浙江杭州滨江区");
  const lead = await registerLead(page);
  await page.goto(`/deals/${lead.id}`);
  await page.getByRole("link", { name: lead.customer }).first().click();
  await page.getByRole("button", { name: "添加联系人" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("姓名").fill("钱工");
  await dialog.getByLabel("电话").fill("0571-88880009");
  await dialog.getByLabel("个人信息告知方式").selectOption({ label: "名片交换" });
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("钱工").first()).toBeVisible();
});
