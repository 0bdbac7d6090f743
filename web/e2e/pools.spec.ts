/** Pools: written down by sales operations on a page, looked into by their members and by nobody else. */
import { expect, give, read, test } from "./support/test";

const member = "zhang.wei";

test("sales operations set up a pool for a region, and its members alone see what lies in it", async ({ as }) => {
  const ops = await as("cao.yi", { expected: /422/ });
  const users = await read(ops, "/users?limit=200");
  const me = (await read(await as(member), "/session")).person;
  const outsider = await as("luo.qiang");
  const rep = await as(member);
  const name = "嘉兴待领检测设备制造有限公司";
  const made = await give(rep, "/accounts/commands", { type: "create_account", name, region: "330400 浙江嘉兴" });
  await give(rep, `/accounts/${made.id}/commands`, { type: "release_account", reason: "客户无计划，退回公海" });

  await ops.goto("/settings/pools");
  await ops.getByRole("button", { name: "新增公海" }).click();
  const dialog = ops.getByRole("dialog");
  await dialog.getByLabel("中文名").fill("嘉兴公海");
  await dialog.getByLabel("英文名").fill("Jiaxing");
  const regions = dialog.getByRole("form", { name: "地区" });
  await regions.locator("input").fill("330400 浙江嘉兴");
  await regions.getByRole("button", { name: "加入" }).click();
  await dialog.getByLabel("个人").selectOption({ label: users.items.find((one: { id: string }) => one.id === me.id).name });
  await dialog.getByRole("group", { name: "客户" }).getByLabel("无联系回收天数").fill("5");
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog.getByRole("alert"), "at least seven days").toContainText("公海设置有误");
  await dialog.getByRole("group", { name: "客户" }).getByLabel("无联系回收天数").fill("90");
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(ops.getByRole("row").filter({ hasText: "嘉兴公海" })).toContainText("客户 无联系回收天数 90");

  await rep.goto("/pool?part=accounts");
  await rep.getByRole("button", { name: /嘉兴公海/ }).click();
  await expect(rep.getByRole("row").filter({ hasText: "嘉兴待领" })).toContainText("嘉兴公海");
  await outsider.goto("/pool?part=accounts");
  await expect(outsider.getByRole("heading", { name: "公海" })).toBeVisible();
  await expect(outsider.getByText("嘉兴")).toHaveCount(0);

  // The demo company goes on without it.
  await ops.getByRole("row").filter({ hasText: "嘉兴公海" }).getByRole("button", { name: "删除" }).click();
  await ops.getByRole("dialog").getByRole("button", { name: "删除" }).click();
  await expect(ops.getByRole("row").filter({ hasText: "嘉兴公海" })).toHaveCount(0);
});
