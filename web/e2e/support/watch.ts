/** Watches a page for what must never happen: errors in the console, exceptions, requests to another origin. */
import { expect, type Page, type Request } from "@playwright/test";

/** The faults of a page, filled while it is used. */
export function watch(page: Page, origin: string, expected?: RegExp): string[] {
  const faults: string[] = [];
  const add = (fault: string) => {
    if (!expected?.test(fault)) faults.push(`${page.url()}: ${fault}`);
  };
  page.on("console", (message) => {
    if (message.type() === "error" || /content security policy|trusted type/i.test(message.text())) add(`${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => add(`${error.name}: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(data|blob|about):/.test(url)) add(`asks ${url}`);
  });
  return faults;
}

/** Questions to the API that are under way, and when that last changed. The stream of changes never ends and does not count. */
interface Traffic {
  open: Set<Request>;
  changed: number;
}

const traffic = new WeakMap<Page, Traffic>();

/** Counts what a page asks from now on. */
export function count(page: Page) {
  const of: Traffic = { open: new Set(), changed: Date.now() };
  traffic.set(page, of);
  const change = (act: (request: Request) => void) => (request: Request) => {
    if (!request.url().includes("/api/v1/") || request.url().endsWith("/events")) return;
    act(request);
    of.changed = Date.now();
  };
  page.on("request", change((request) => of.open.add(request)));
  page.on("requestfinished", change((request) => of.open.delete(request)));
  page.on("requestfailed", change((request) => of.open.delete(request)));
}

/** Done when a page has asked everything that it wants to know, and shows it. */
export async function settled(page: Page) {
  await page.locator("#content").waitFor();
  // A page that is still fetched has asked nothing yet.
  await page.locator("#content > *").first().waitFor({ state: "attached" });
  const of = traffic.get(page) as Traffic;
  await expect.poll(() => (of.open.size === 0 ? Date.now() - of.changed : 0), { intervals: [100] }).toBeGreaterThan(300);
  // What is still fetched says so before it has asked anything.
  await expect(page.locator("#content :is([aria-busy=true], [role=status][class*=skeleton])")).toHaveCount(0);
}
