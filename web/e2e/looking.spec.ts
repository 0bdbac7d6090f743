/** Who looked at what, and why somebody does not see something: the auditor and whoever stands above find both on a page. */
import { open, type } from "./support/hand";
import { registerLead } from "./support/lead";
import { expect, read, test } from "./support/test";

const OWNER = "zhang.wei";
const DIRECTOR = "zhou.jianguo";
const AUDITOR = "yan.ming";
/** A rep beside the owner, and one of another department. */
const COLLEAGUE = { login: "li.na", name: "李娜" };
const STRANGER = { login: "wang.lei", name: "王磊" };

const PHONE = "0571-88880000";
const MASKED = "057****0000";

test("a phone number is shown in full for a reason, and the auditor finds who looked, at what, when and why", async ({ as }) => {
  const owner = await as(OWNER);
  const lead = await registerLead(owner);
  const { account } = await read(owner, `/deals/${lead.id}`);
  await open(owner, `/accounts/${account.id}`);
  await expect(owner.getByText(PHONE), "the owner sees it as it is").toBeVisible();

  // A colleague is named to see the customer, and sees that there is a number.
  await owner.getByRole("button", { name: "谁能看到" }).click();
  const drawer = owner.getByRole("dialog", { name: "谁能看到，为什么" });
  await drawer.getByRole("button", { name: "指定查看人" }).click();
  const naming = owner.getByRole("dialog", { name: "指定查看人" });
  await naming.getByRole("combobox").selectOption({ label: COLLEAGUE.name });
  await naming.getByRole("button", { name: "指定查看人" }).click();
  await expect(drawer.getByRole("listitem").filter({ hasText: COLLEAGUE.name }).filter({ hasText: "起" })).toBeVisible();
  const colleague = await as(COLLEAGUE.login);
  await open(colleague, `/accounts/${account.id}`);
  await expect(colleague.locator("#content")).toContainText(MASKED);
  await expect(colleague.locator("#content")).not.toContainText(PHONE);

  // Not without a reason.
  await colleague.getByRole("button", { name: "查看", exact: true }).click();
  const dialog = colleague.getByRole("dialog", { name: "查看赵工的联系方式" });
  await expect(dialog.getByRole("button", { name: "显示" })).toBeDisabled();
  const reason = `客户来电要求回电 ${Date.now()}`;
  await type(dialog.getByLabel("原因"), reason);
  await dialog.getByRole("button", { name: "显示" }).click();
  await expect(dialog.getByText(PHONE)).toBeVisible();

  const auditor = await as(AUDITOR);
  await open(auditor, "/audit");
  await auditor.getByRole("button", { name: "谁看过什么" }).click();
  const found = auditor.getByRole("table", { name: "谁看过什么" }).getByRole("row").filter({ hasText: reason });
  await expect(found).toContainText(/[今昨]天 \d\d:\d\d/);
  await expect(found).toContainText(COLLEAGUE.name);
  await expect(found).toContainText("联系方式 赵工");
  await expect(found.getByRole("link", { name: lead.customer })).toBeVisible();
  await expect(auditor.locator("#content"), "the record does not tell the number").not.toContainText(PHONE);
  // By person: hers it is, his it is not.
  await auditor.getByRole("combobox", { name: "人员" }).selectOption({ label: STRANGER.name });
  await expect(found).toHaveCount(0);
  await auditor.getByRole("combobox", { name: "人员" }).selectOption({ label: COLLEAGUE.name });
  await expect(found).toBeVisible();
});

test("whoever opens a paper that few may read is found with it, once a day", async ({ as }) => {
  const director = await as(DIRECTOR);
  const { items } = await read(director, "/documents?kind=negotiation_strategy&limit=1");
  const [{ id, deal }] = items;
  for (let times = 0; times < 2; times++) {
    await open(director, `/deals/${deal.id}/documents/${id}`);
    await expect(director.getByText("价格底线").first()).toBeVisible();
  }
  const auditor = await as(AUDITOR);
  await open(auditor, "/audit?tab=reads");
  const found = auditor.getByRole("table", { name: "谁看过什么" }).getByRole("row").filter({ hasText: deal.number }).filter({ hasText: "周建国" });
  await expect(found).toHaveCount(1);
  await expect(found).toContainText("单据 《谈判策略表》");
  await expect(found).toContainText("价格底线");
});

test("a director asks why a rep does not see a deal, and gets the rule", async ({ as }) => {
  const lead = await registerLead(await as(OWNER));
  const director = await as(DIRECTOR);
  await open(director, `/deals/${lead.id}`);
  await director.getByRole("button", { name: "谁能看到" }).click();
  const drawer = director.getByRole("dialog", { name: "谁能看到，为什么" });
  const whose = drawer.getByRole("combobox", { name: "看谁的权限" });
  await expect(drawer).toContainText("任销售总监（销售中心），可看");

  await whose.selectOption({ label: STRANGER.name });
  await expect(drawer.locator("p").filter({ hasText: STRANGER.name })).toContainText("看不到");
  await expect(drawer).toContainText("任销售代表（华东二部），只看本人的；这里属于华东一部，本人也未参与、未被指定");
  await whose.selectOption({ label: "张伟" });
  await expect(drawer.locator("p").filter({ hasText: "张伟" })).toContainText("能看到");
  await expect(drawer).toContainText("负责人");

  // And so it is.
  const stranger = await as(STRANGER.login, { expected: /404/ });
  await open(stranger, `/deals/${lead.id}`);
  await expect(stranger.locator("#content")).toContainText("地址有误，或内容已不可见。");
  await expect(stranger.locator("#content")).not.toContainText(lead.customer);
});
