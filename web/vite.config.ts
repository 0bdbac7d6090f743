/// <reference types="vitest/config" />
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vite";

// Old Chinese browsers keep a Chromium of 105 and later; nothing newer than this may reach the output.
const target = ["chrome99", "edge99", "firefox100", "safari15.4"];
const api = process.env.TONGGUAN_DEV_API ?? "http://127.0.0.1:8080";

/** The libraries of every page. */
const LIBRARIES = /node_modules\/(react|react-dom|scheduler|i18next|react-i18next|use-sync-external-store|tinykeys|@tanstack\/(react-router|router-core|history|react-store|store|query-core|react-query))\//;

/** The frame and the work queue; nothing here may import what only other pages need. */
const FIRST_SCREEN = new RegExp(
  [
    "src/main\\.tsx",
    "src/app/(Shell|Nav|TopBar|menu|pages|router|fallbacks)\\.",
    "src/features/queue/(QueuePage|DutyList|DutyRow|Summary|model|useQueueKeys)\\.",
    "src/light/(Avatar|Button|Icon|icons|Tag|states|states\\.module)\\.",
    "src/lib/(api|http|i18n|problem|names|due|deadline|keys|session|counts|theme|live|version|wide|trusted|zone)\\.",
  ].join("|"),
);

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    target,
    cssTarget: target,
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    // What the first screen needs in two files: they pack better than in twenty.
    rolldownOptions: { output: { advancedChunks: { groups: [{ name: "frame", test: LIBRARIES }, { name: "shell", test: FIRST_SCREEN }] } } },
  },
  server: { proxy: { "/api": api } },
  test: {
    projects: [
      { extends: true, test: { name: "logic", environment: "node", include: ["src/**/*.test.ts"] } },
      {
        extends: true,
        // Found before the first test, so that no test is begun again when a package is met for the first time.
        optimizeDeps: { include: ["react", "react/jsx-runtime", "react/jsx-dev-runtime", "react-dom/client", "@testing-library/react", "@tanstack/react-query", "@tanstack/react-router", "@tanstack/react-virtual", "i18next", "react-i18next", "dayjs", "dayjs/locale/zh-cn", "antd", "antd/locale/en_US", "antd/locale/zh_CN", "tinykeys", "@dagrejs/dagre", "echarts/core", "echarts/charts", "echarts/components", "echarts/renderers"] },
        test: {
          name: "components",
          include: ["src/**/*.browser.test.tsx"],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] } }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
