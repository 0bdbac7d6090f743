/** A second factor from the first picture to the sign-in, and what a person and an administrator see of it. */
import { createHmac } from "node:crypto";
import { expect, PASSWORD, test } from "./support/test";

/** The code of an authenticator app, so many steps from now. */
function code(secret: string, ahead = 0): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replace(/\s/g, "")].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const seed = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const tag = createHmac("sha1", seed).update(step).digest();
  const number = tag.readUInt32BE((tag[19] as number) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

test("somebody sets up a second factor, signs in by it, and by a recovery code", async ({ as, visitor }) => {
  const page = await as("xie.lan", { expected: /401/ });
  await page.goto("/me");
  await page.getByRole("link", { name: "开启" }).click();
  await expect(page.locator("svg.qr")).toBeVisible();
  const secret = (await page.locator("code.secret").textContent()) as string;
  await page.getByLabel("六位数字").fill("000000");
  await page.getByRole("button", { name: "开启" }).click();
  await expect(page.getByRole("alert")).toContainText("验证码不对");
  await page.getByLabel("六位数字").fill(code(secret));
  await page.getByRole("button", { name: "开启" }).click();
  const codes = await page.locator("ol.codes code").allTextContents();
  expect(codes).toHaveLength(10);
  await page.getByRole("link", { name: "已经收好" }).click();

  const again = await visitor({ expected: /401/ });
  await again.goto("/");
  await again.getByLabel("登录名").fill("xie.lan");
  await again.getByLabel("密码").fill(PASSWORD);
  await again.getByRole("button", { name: "登录" }).click();
  await expect(again.getByRole("heading", { name: "第二步" })).toBeVisible();
  await again.getByLabel("验证码或恢复码").fill("123456");
  await again.getByRole("button", { name: "登录" }).click();
  await expect(again.getByRole("alert")).toBeVisible();
  await again.getByLabel("验证码或恢复码").fill(code(secret, 1));
  await again.getByRole("button", { name: "登录" }).click();
  await expect(again.locator("#root")).toBeAttached();
  await again.goto("/me");
  await expect(again.getByText("剩余恢复码 10 个")).toBeVisible();

  const third = await visitor();
  await third.goto("/");
  await third.getByLabel("登录名").fill("xie.lan");
  await third.getByLabel("密码").fill(PASSWORD);
  await third.getByRole("button", { name: "登录" }).click();
  await third.getByLabel("验证码或恢复码").fill(codes[0] as string);
  await third.getByRole("button", { name: "登录" }).click();
  await expect(third.locator("#root")).toBeAttached();
});
