/** 撞单申诉 where nobody sells to the customer: filed at the collision, decided out of the queue, followed by whoever filed it. */
import { companyName } from "./support/lead";
import { expect, give, test } from "./support/test";
import { settled } from "./support/watch";

test("a customer without business is contested at the collision and passes by the decision", async ({ as }) => {
  const name = companyName();
  const owner = await as("zhang.wei");
  const made = await give(owner, "/accounts/commands", { type: "create_account", name });
  const rep = await as("luo.qiang", { expected: /404/ });
  await rep.goto("/leads/new");
  await settled(rep);
  await rep.getByLabel("客户名称").first().fill(name);
  await rep.getByRole("button", { name: "申诉" }).click();
  const filing = rep.getByRole("dialog");
  await filing.getByRole("textbox").fill("我方上月已拜访并留有记录");
  await filing.getByRole("button", { name: "申诉" }).click();
  await filing.getByRole("link", { name: "我的申诉" }).click();
  const mine = rep.getByRole("row").filter({ hasText: name });
  await expect(mine).toContainText("待裁定");
  await expect(mine, "of the other side nothing is shown").not.toContainText("张伟");

  const supervisor = await as("sun.hao");
  await supervisor.goto("/");
  await settled(supervisor);
  const task = supervisor.getByRole("region", { name: "业务之外" }).getByRole("link").filter({ hasText: name });
  await expect(task).toContainText("裁定客户归属申诉");
  await task.click();
  await supervisor.getByRole("row").filter({ hasText: name }).getByRole("button", { name: "裁定" }).click();
  const deciding = supervisor.getByRole("dialog");
  await expect(deciding, "there is no credit to share").not.toContainText("%");
  await deciding.getByLabel("罗强").check();
  await deciding.getByLabel(/理由/).fill("首次有效登记在先");
  await deciding.getByRole("button", { name: "裁定" }).click();
  await expect(deciding).toHaveCount(0);

  await rep.goto(`/accounts/${made.id}`);
  await expect(rep.getByRole("heading", { name })).toBeVisible();
});
