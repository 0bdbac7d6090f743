/** The first start: token, company, first people and the calendar on one page, without scripts; first passwords are changed. */
import type { Browser } from "@playwright/test";
import { violations } from "./support/axe";
import { start, type Server } from "./support/server";
import { expect, test } from "./support/test";

const PASSWORD = "harbour lights nine";

async function empty(use: (server: Server) => Promise<void>) {
  const server = await start({ empty: true });
  try {
    await use(server);
  } finally {
    await server.stop();
  }
}

function plain(browser: Browser, server: Server) {
  return browser.newPage({ javaScriptEnabled: false, baseURL: server.url, locale: "zh-CN", viewport: { width: 1280, height: 900 } });
}

test("whoever holds the token sets the company up, and a colleague chooses a password of his own", async ({ browser }) => {
  await empty(async (server) => {
    const token = server.greeting.join(" ").split("：").at(-1)?.trim() ?? "";
    const page = await plain(browser, server);
    await page.goto("/");
    await expect(page).toHaveURL(/\/setup$/);
    await page.getByLabel("初始化口令").fill(token);
    await page.getByLabel("公司名称").fill("端到端示例公司");
    await page.getByLabel("姓名", { exact: true }).fill("管理员");
    await page.getByLabel("登录名", { exact: true }).fill("root");
    await page.getByLabel("密码", { exact: true }).fill("walnut river seven");
    await page.getByLabel("姓名 1", { exact: true }).fill("张伟");
    await page.getByLabel("登录名 1", { exact: true }).fill("zhang.wei");
    await page.getByLabel("部门 1", { exact: true }).fill("销售部/一组");
    await page.getByLabel("他们的第一个密码").fill("first password of all");
    await page.getByLabel("我已核对今年的放假和调休安排").check();
    await page.getByRole("button", { name: "完成初始化并登录" }).click();
    await expect(page.locator("#root")).toBeAttached();

    const colleague = await plain(browser, server);
    await colleague.goto("/deals");
    await colleague.getByLabel("登录名").fill("zhang.wei");
    await colleague.getByLabel("密码").fill("first password of all");
    await colleague.getByRole("button", { name: "登录" }).click();
    await expect(colleague).toHaveURL(/\/password$/);
    await colleague.getByLabel("现在的密码").fill("first password of all");
    await colleague.getByLabel("新密码", { exact: true }).fill(PASSWORD);
    await colleague.getByLabel("再写一遍新密码").fill(PASSWORD);
    await colleague.getByRole("button", { name: "保存新密码" }).click();
    await expect(colleague.locator("#root")).toBeAttached();
  });
});

test("the set-up page is accessible in both themes", async ({ browser }) => {
  await empty(async (server) => {
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await browser.newPage({ baseURL: server.url, colorScheme });
      await page.goto("/setup");
      expect(await violations(page)).toEqual([]);
    }
  });
});
