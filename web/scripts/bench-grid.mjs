// Scrolls a list of 100,000 deals by 60 wheel steps and tells how long frames took: `npm run bench:grid`.
// The server is a mock, so that only the browser is measured. Fails above 33 ms at the 95th percentile.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { chromium } from "@playwright/test";

const ROWS = 100_000;
const STEPS = 60;
const STEP_PX = 700;
const LIMIT_MS = 33;

const day = (number) => new Date(Date.UTC(2026, 0, 1) + (number % 365) * 86_400_000).toISOString();

function deal(number) {
  const id = `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
  const named = (name) => ({ id, name });
  return {
    id, version: 1, number: `SJ-2026-${String(number).padStart(6, "0")}`, registered_at: day(number), updated_at: day(number),
    account: named(`示例客户第${number}号有限公司`), owner: named("张伟"), department: named("华东一部"), stage: "proposal", stage_name: "方案定制与商务报价",
    stage_since: day(number), standing: "open", grade: "ABC"[number % 3], source_channel: "exhibition", amount_minor: 10_000 * (number % 9000),
    close_on: day(number + 30).slice(0, 10), next_due_at: day(number + 7), next_name: "提交报价单", next_urgency: number % 5 ? "soon" : "overdue", next_working_days: number % 9, open_count: 2, overdue_count: number % 5 ? 0 : 1,
    approval_count: 0, gate: "G3", gate_done: number % 6, gate_total: 6, contract_minor: 0, received_minor: 0, outstanding_minor: 0,
  };
}

const answers = {
  "/session": { person: { id: "1", name: "张伟", department: { id: "1", name: "华东一部" } }, roles: ["sales_rep"], role_names: ["销售代表"], team: 0, company: "示例公司", process_version: 1, zone: "Asia/Shanghai" },
  "/obligations/counts": { overdue: 0, today: 0, soon: 0, later: 0, approvals: 0, notices: 0 },
  "/processes/current": { key: "standard", version: 1, name: { zh: "", en: "" }, roles: [], stages: [], gates: {}, documents: {}, clocks: {}, chains: {}, acts: {}, settings: {} },
  "/views": [],
};
const rows = JSON.stringify({ items: Array.from({ length: ROWS }, (_, number) => deal(number)), next: null, sums: { deals: ROWS, amount_minor: 1, outstanding_minor: 0 } });

const dist = new URL("../dist/", import.meta.url).pathname;
const TYPES = { ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".html": "text/html" };

/** The built interface, and the mock behind it. */
function answer(request, response) {
  const { pathname } = new URL(request.url, "http://localhost");
  const json = (body) => response.writeHead(200, { "content-type": "application/json" }).end(body);
  if (pathname === "/api/v1/events") return response.writeHead(200, { "content-type": "text/event-stream" }).write(":\n\n");
  if (pathname === "/api/v1/deals") return json(rows);
  if (pathname.startsWith("/api/v1/")) return json(JSON.stringify(answers[pathname.slice("/api/v1".length)] ?? { items: [], next: null }));
  const asked = join(dist, pathname);
  const file = extname(asked) && existsSync(asked) ? asked : join(dist, "index.html");
  return response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(readFileSync(file));
}

/** What the main thread of a page has worked so far, in ms of its own time: what other programs take does not count. */
async function worked(cdp) {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return metrics.find((one) => one.name === "TaskDuration").value * 1000;
}

/** Scrolls, and answers how long each frame took, and how much the page worked for it. */
async function scroll(page) {
  const grid = page.locator('[role="table"]');
  // 50 MB of JSON take their time on a busy machine; only scrolling is measured.
  await grid.locator("[data-row]").first().waitFor({ timeout: 120_000 });
  await grid.hover();
  await page.evaluate(() => {
    window.frames_ms = [];
    let last = performance.now();
    const frame = (now) => {
      window.frames_ms.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  const before = await worked(cdp);
  for (let step = 0; step < STEPS; step++) {
    await page.mouse.wheel(0, STEP_PX);
    await page.waitForTimeout(50);
  }
  const top = await grid.evaluate((box) => box.scrollTop);
  if (top < (STEPS * STEP_PX) / 2) throw new Error(`only scrolled to ${top}`);
  const work_ms = (await worked(cdp)) - before;
  const frames_ms = await page.evaluate(() => window.frames_ms.slice(1));
  return { frames_ms: frames_ms.sort((a, b) => a - b), work_ms };
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

const server = createServer(answer);
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  const runs = [];
  for (let run = 0; run < 3; run++) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`http://127.0.0.1:${server.address().port}/deals`);
    runs.push(await scroll(page));
    await page.close();
  }
  const { frames_ms: best, work_ms } = runs.sort((a, b) => at(a.frames_ms, 0.95) - at(b.frames_ms, 0.95))[0];
  console.log(`${ROWS} rows, ${STEPS} wheel steps of ${STEP_PX} px, best of ${runs.length}: frame p50 ${at(best, 0.5).toFixed(1)} ms, p95 ${at(best, 0.95).toFixed(1)} ms, most ${at(best, 1).toFixed(1)} ms; the page worked ${(work_ms / STEPS).toFixed(1)} ms a step`);
  if (at(best, 0.95) > LIMIT_MS) {
    console.error(`above ${LIMIT_MS} ms`);
    process.exitCode = 1;
  }
} finally {
  await browser.close();
  server.closeAllConnections();
  server.close();
}
