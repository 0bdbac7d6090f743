/** The way in and out: the server's own pages, which need no script. */
import { violations } from "./support/axe";
import { expect, PASSWORD, test } from "./support/test";
import { settled } from "./support/watch";

test("signing in leads back to the page that was asked for", async ({ visitor }) => {
  const page = await visitor({ expected: /401/ });
  await page.goto("/deals?view=mine");
  await expect(page.getByRole("heading", { name: "登录" })).toBeVisible();
  await page.getByLabel("登录名").fill("chen.jing");
  await page.getByLabel("密码").fill("wrong");
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page.getByRole("alert")).toContainText("核对登录名与密码");
  await expect(page.getByLabel("登录名")).toHaveValue("chen.jing");
  await page.getByLabel("密码").fill(PASSWORD);
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page).toHaveURL(/\/deals\?view=mine$/);
  await settled(page);
});

test("the way in works without scripts", async ({ browser, server }) => {
  const page = await browser.newPage({ javaScriptEnabled: false, baseURL: server.url, locale: "en" });
  await page.goto("/");
  await page.getByLabel("Login").fill("chen.jing");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.locator("#root")).toBeAttached();
});

for (const lang of ["zh-CN", "en"] as const) {
  for (const theme of ["light", "dark"] as const) {
    for (const path of ["/", "/assets/none.js"]) {
      test(`${path} of the server is accessible in ${lang}, ${theme}`, async ({ visitor }) => {
        const page = await visitor({ lang, theme, expected: /404/ });
        await page.goto(`${path}?lang=${lang}`);
        expect(await violations(page)).toEqual([]);
      });
    }
  }
}

test("/api of the server is accessible", async ({ visitor }) => {
  const page = await visitor();
  await page.goto("/api");
  expect(await violations(page)).toEqual([]);
});
