/** End-to-end tests: the real binary with SQLite in a folder of its own, in Debian's Chromium. */
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  globalSetup: "./e2e/support/demo.ts",
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: !!process.env.CI,
  // A test that passes only the second time is told as flaky.
  retries: 1,
  reporter: [["list"]],
  use: {
    viewport: { width: 1440, height: 900 },
    timezoneId: "Asia/Shanghai",
    screenshot: "only-on-failure",
    launchOptions: { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] },
  },
  projects: [
    // One after the other and the longest: it begins first, so that the others run beside it.
    { name: "walk", testMatch: "walk.spec.ts" },
    { name: "tests", testMatch: "*.spec.ts", testIgnore: "walk.spec.ts" },
    { name: "shots", testMatch: "shots.ts" },
  ],
});
