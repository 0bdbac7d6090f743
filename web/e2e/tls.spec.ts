/** The program over HTTPS with the certificate that it made, in a real browser. */
import { start } from "./support/server";
import { expect, test } from "./support/test";

test("over HTTPS people sign in, hear of changes, and have a cookie that no other host reads; without the CA the browser warns", async ({ browser }) => {
  const server = await start({ tls: true });
  try {
    expect(server.greeting.join("\n")).toMatch(/ca\.pem[\s\S]+SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}/);
    const wary = await browser.newContext({ baseURL: server.url });
    await expect((await wary.newPage()).goto("/")).rejects.toThrow("ERR_CERT_AUTHORITY_INVALID");
    await wary.close();

    const trusting = await browser.newContext({ baseURL: server.url, locale: "zh-CN", ignoreHTTPSErrors: true });
    const page = await trusting.newPage();
    await page.goto("/");
    await page.locator("input[name=login]").fill("zhang.wei");
    await page.locator("input[name=password]").fill("tongguan-demo-2026");
    const stream = page.waitForResponse((answer) => answer.url().endsWith("/api/v1/events"));
    await page.locator("form button").click();
    expect((await stream).status()).toBe(200);
    const cookies = await trusting.cookies();
    expect(cookies.map(({ name, secure, httpOnly }) => ({ name, secure, httpOnly }))).toEqual([{ name: "__Host-tg", secure: true, httpOnly: true }]);
    expect(await page.evaluate(() => (performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming).nextHopProtocol)).toBe("h2");
    expect((await page.request.get("/healthz")).headers()).not.toHaveProperty("strict-transport-security");
    await trusting.close();
  } finally {
    await server.stop();
  }
});
