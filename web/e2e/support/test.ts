/** What every end-to-end test has: a server for its worker, pages of people who are signed in, and a watch over faults. */
import { type BrowserContext, expect, type Page, test as base } from "@playwright/test";
import { type Server, start } from "./server";
import { count, watch } from "./watch";

export { expect } from "@playwright/test";

/** The password of everybody in the demo company. */
export const PASSWORD = "tongguan-demo-2026";

/** How somebody looks at the pages. */
export interface Look {
  lang?: "zh-CN" | "en";
  theme?: "light" | "dark";
  /** A phone, 390 px wide, with a finger. */
  phone?: boolean;
  /** Faults that this test brings about, such as a refusal: console errors that match are expected. */
  expected?: RegExp;
}

interface Fixtures {
  /** A page of somebody who is signed in, by his login. */
  as: (login: string, look?: Look) => Promise<Page>;
  /** A page of nobody. */
  visitor: (look?: Look) => Promise<Page>;
}

export const test = base.extend<Fixtures, { server: Server }>({
  server: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern there.
    async ({}, use) => {
      const server = await start();
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
  visitor: async ({ browser, server }, use) => {
    const opened: { context: BrowserContext; faults: string[] }[] = [];
    await use(async (look = {}) => {
      const context = await browser.newContext({ baseURL: server.url, locale: look.lang ?? "zh-CN", colorScheme: look.theme ?? "light", ...(look.phone ? PHONE : {}) });
      await context.addInitScript(([lang, theme]) => {
        localStorage.setItem("tongguan.lang", lang);
        localStorage.setItem("tongguan.theme", theme);
      }, [look.lang ?? "zh-CN", look.theme ?? "light"] as const);
      const page = await context.newPage();
      count(page);
      opened.push({ context, faults: watch(page, server.url, look.expected) });
      return page;
    });
    for (const { context } of opened) await context.close();
    expect(opened.flatMap(({ faults }) => faults), "no console error, no request to another origin").toEqual([]);
  },
  as: async ({ visitor }, use) => {
    await use(async (login, look) => {
      const page = await visitor(look);
      await signIn(page, login);
      return page;
    });
  },
});

const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

/** Signs in without the page for it. */
export async function signIn(page: Page, login: string, password = PASSWORD) {
  const answer = await page.request.post("/api/v1/session", { data: { login, password } });
  expect(answer.status(), `${login} signs in`).toBe(201);
}

/** Asks the API as whoever is signed in on this page. */
export async function read<T = any>(page: Page, path: string): Promise<T> {
  const answer = await page.request.get(`/api/v1${path}`);
  expect(answer.ok(), `GET ${path}: ${answer.status()}`).toBe(true);
  return (await answer.json()) as T;
}

/** Gives a command over the API, as a page of this server would. */
export async function give<T = any>(page: Page, path: string, data: unknown, version?: number): Promise<T> {
  const headers: Record<string, string> = { "x-tg": "1", "idempotency-key": crypto.randomUUID(), "sec-fetch-site": "same-origin" };
  if (version !== undefined) headers["if-match"] = `"v${version}"`;
  const answer = await page.request.post(`/api/v1${path}`, { data, headers });
  expect(answer.ok(), `POST ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
  return (await answer.json()) as T;
}
