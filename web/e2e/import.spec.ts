/** Old spreadsheets through the page: a small one with mistakes, last year's customers in GBK, and one of a hundred thousand rows. */
import { CUSTOMERS } from "./support/customers";
import { expect, test } from "./support/test";

test("a file with mistakes is reported, imported and taken back", async ({ as }) => {
  const page = await as("cao.yi");
  await page.goto("/imports");
  const head = "客户,行业,联系人,电话";
  const rows = ["导入海川机电有限公司,C34,王工,0571-88990001", "导入远山精工有限公司,C35,李工,abc"];
  await page.getByLabel(/拖到这里/).setInputFiles({ name: "客户.csv", mimeType: "text/csv", buffer: Buffer.from(`${head}\n${rows.join("\n")}\n`) });
  await expect(page.getByRole("table", { name: "文件的列对应哪些字段" })).toContainText("联系人");
  // Nobody's data comes in without its ground: said once for the file.
  await page.getByLabel("个人信息告知方式").selectOption({ label: "名片交换" });
  await page.getByLabel("告知日期").fill("2026-01-05");
  await page.getByRole("button", { name: "检查 2 行" }).click();
  const grid = page.getByRole("table", { name: "客户.csv 的各行" });
  await expect(grid).toContainText("“abc”不是电话号码");
  await page.getByRole("button", { name: /^有误/ }).click();
  await expect(grid.locator("[data-row]")).toHaveCount(1);
  await page.getByRole("button", { name: "导入 1 行" }).click();
  await expect(page.getByText("已导入", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("link", { name: /Excel/ })).toBeVisible();
  await page.getByRole("button", { name: "整批撤销" }).click();
  const dialog = page.getByRole("dialog", { name: "整批撤销" });
  await dialog.getByLabel("撤销的原因").fill("导错了文件");
  await dialog.getByRole("button", { name: "整批撤销" }).click();
  await expect(page.getByText("已整批撤销")).toBeVisible();
});

test("last year's customers in GBK are read, reported and imported", async ({ as }) => {
  const page = await as("cao.yi");
  await page.goto("/imports");
  await page.getByLabel(/拖到这里/).setInputFiles(CUSTOMERS);
  await expect(page.getByRole("table", { name: "文件的列对应哪些字段" })).toContainText("公司名称");
  await page.getByLabel("个人信息告知方式").selectOption({ label: "名片交换" });
  await page.getByLabel("告知日期").fill("2026-01-05");
  await page.getByRole("button", { name: /^检查 6 行/ }).click();
  const grid = page.getByRole("table", { name: `${CUSTOMERS.name} 的各行` });
  await expect(grid).toContainText("杭州海川机电设备有限公司");
  await expect(grid).toContainText("“不详”不是电话号码");
  await page.getByRole("button", { name: /^导入 \d 行/ }).click();
  await expect(page.getByText("已导入", { exact: true }).first()).toBeVisible();
});

test("a hundred thousand rows are checked and listed", async ({ as }) => {
  test.setTimeout(240_000);
  const page = await as("cao.yi");
  await page.goto("/imports");
  const lines = ["产品编码,名称,单位,税率"];
  for (let row = 1; row <= 100_000; row++) lines.push(`IMP-${row},产品${row},台,${row % 1000 ? "13%" : "many"}`);
  await page.getByRole("button", { name: "产品", exact: true }).click();
  await page.getByLabel(/拖到这里/).setInputFiles({ name: "产品.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) });
  await page.getByRole("button", { name: "检查 100000 行" }).click();
  await expect(page.getByRole("progressbar")).toBeVisible();
  const grid = page.getByRole("table", { name: "产品.csv 的各行" });
  await expect(grid).toBeVisible({ timeout: 200_000 });
  await expect(page.getByRole("button", { name: /^全部/ })).toContainText("100000");
  await expect(page.getByRole("button", { name: /^有误/ })).toContainText("100");
  // Only what is seen is drawn, and more comes as one scrolls.
  expect(await grid.locator("[data-row]").count()).toBeLessThan(80);
  await grid.evaluate((box) => box.scrollTo(0, box.scrollHeight));
  await expect(grid.getByText(/^IMP-19\d$/).first()).toBeVisible();
  await page.getByLabel("按原因筛选").selectOption({ index: 1 });
  await expect(grid).toContainText("“many”");
  await page.getByRole("button", { name: /^导入 99900 行/ }).click();
  await page.getByRole("button", { name: "停止" }).click();
  await expect(page.getByRole("button", { name: "继续导入" })).toBeVisible();
});
