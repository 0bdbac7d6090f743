/** Somebody whose browser stands in another zone reads and asks by the company's clock. */
import { expect, read, test } from "./support/test";

test.use({ timezoneId: "America/New_York" });

test("times and days are the company's", async ({ as }) => {
  const page = await as("yan.ming");
  const { zone } = await read(page, "/session");
  expect(zone).toBe("Asia/Shanghai");
  expect(await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone)).toBe("America/New_York");
  const { items } = await read(page, "/history?limit=1");
  const at: string = items[0].at;
  await page.goto("/audit");
  const told = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(at));
  await expect(page.locator(`time[datetime="${at}"]`).first()).toContainText(told);

  const asked = page.waitForRequest((request) => request.url().includes("/api/v1/command-log?"));
  await page.goto("/audit?tab=log&from=2026-11-20&to=2026-11-20");
  const query = new URL((await asked).url()).searchParams;
  expect([query.get("from"), query.get("to")]).toEqual(["2026-11-19T16:00:00.000Z", "2026-11-20T16:00:00.000Z"]);
});
