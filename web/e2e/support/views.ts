/** What a page shows beyond its first sight: a tab, a form of a deal that is far enough, something opened. Drawn by `make shots` beside the pages. */
import type { Page } from "@playwright/test";
import { CUSTOMERS } from "./customers";
import { read } from "./test";

export interface View {
  name: string;
  /** Who looks. */
  login: string;
  path: (page: Page) => Promise<string>;
  /** What he does there before the picture. */
  act?: (page: Page) => Promise<void>;
  /** Drawn in Chinese only, because it changes the company. */
  once?: boolean;
  /** Drawn as it leaves the printer. */
  print?: boolean;
}

const at = (path: string) => async () => path;

/** A deal of his that has these papers, as far on as there is one. */
async function dealWith(page: Page, ...kinds: string[]): Promise<{ id: string; paper: string }> {
  const [first, ...rest] = kinds;
  const { items } = await read(page, `/documents?kind=${first}&limit=50`);
  for (const { deal, id: paper } of items) {
    const { documents, standing } = await read(page, `/deals/${deal.id}`);
    if (standing !== "invalid" && rest.every((kind) => documents.some((one: { kind: string }) => one.kind === kind))) return { id: deal.id, paper };
  }
  throw new Error(`no deal has ${kinds.join(", ")}`);
}

/** A running deal in a stage, the fullest of them. */
async function dealIn(page: Page, stage: string): Promise<string> {
  const { items } = await read(page, `/deals?stage=${stage}&standing=open&limit=50`);
  const full = items.sort((a: { gate_done: number }, b: { gate_done: number }) => b.gate_done - a.gate_done)[0];
  if (!full) throw new Error(`no deal is in ${stage}`);
  return full.id;
}

const tab = (name: string, ...kinds: string[]) => async (page: Page) => `/deals/${(await dealWith(page, ...kinds)).id}?tab=${name}`;
const write = (kind: string, ...kinds: string[]) => async (page: Page) => `/deals/${(await dealWith(page, kind, ...kinds)).id}/write/${kind}`;
const paper = (kind: string, search = "") => async (page: Page) => {
  const { id, paper: document } = await dealWith(page, kind);
  return `/deals/${id}/documents/${document}${search}`;
};

const firstRow = async (page: Page) => void (await page.locator("[data-duty] button, [data-line] button").first().click());

/** Of what waits for him a quotation, which shows most. */
async function quotation(page: Page) {
  const rows = page.locator("[data-line]");
  const quoted = rows.filter({ hasText: /报价|uotation/ });
  await ((await quoted.count()) ? quoted : rows).first().getByRole("button").first().click();
}

/** Brings the file with mistakes. */
async function brought(page: Page) {
  await page.locator("input[type=file]").setInputFiles(CUSTOMERS);
  await page.locator("select").first().waitFor();
}

async function checked(page: Page) {
  await brought(page);
  await page.getByLabel(/^个人信息告知方式|^Privacy notice basis/).selectOption("business_card");
  await page.getByLabel(/^告知日期|^Notified on/).fill("2026-01-05");
  await page.getByRole("button", { name: /^检查|^Check/ }).click();
  await page.locator("[data-row]").first().waitFor();
}

/** An import that is done: the one that is there, else a new one. */
async function done(page: Page) {
  const { items } = await read(page, "/imports");
  const before = items.find((one: { state: string }) => one.state === "done");
  if (before) await page.goto(`/imports?id=${before.id}`);
  else {
    await checked(page);
    await page.getByRole("button", { name: /^导入 |^Import / }).click();
  }
  await page.getByRole("button", { name: "整批撤销" }).waitFor();
}

/** Somebody adds a person to a customer of the import, which stays then. */
async function held(page: Page) {
  await done(page);
  await page.evaluate(async () => {
    const ask = (path: string, init?: RequestInit) => fetch(`/api/v1${path}`, init).then((answer) => answer.json());
    const { items } = await ask(`/accounts?q=${encodeURIComponent("嘉兴银杏")}`);
    const body = JSON.stringify({ type: "create_contact", account: items[0].id, card: { name: "钱程", phone: "0573-82000009" } });
    await ask("/contacts/commands", { method: "POST", body, headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() } });
  });
  await page.getByRole("button", { name: "整批撤销" }).click();
  await page.getByRole("dialog").locator("textarea").fill("导错了文件");
  await page.getByRole("dialog").getByRole("button", { name: "整批撤销" }).click();
  await page.getByText(/没有撤销/).first().waitFor();
}

export const VIEWS: View[] = [
  { name: "import-begin", login: "cao.yi", path: at("/imports") },
  { name: "import-map", login: "cao.yi", path: at("/imports"), act: brought },
  { name: "import-check", login: "cao.yi", path: at("/imports"), act: checked },
  { name: "import-done", login: "cao.yi", path: at("/imports"), act: done, once: true },
  { name: "import-held", login: "cao.yi", path: at("/imports"), act: held, once: true },
  { name: "queue-pane", login: "chen.jing", path: at("/"), act: firstRow },
  { name: "queue-rep", login: "zhang.wei", path: at("/"), act: firstRow },
  { name: "approvals-open", login: "chen.jing", path: at("/approvals"), act: quotation },
  { name: "search", login: "chen.jing", path: at("/"), act: async (page) => (await page.keyboard.press("Control+k"), await page.getByRole("combobox").fill("hz")) },
  { name: "lead-typed", login: "zhang.wei", path: at("/leads/new"), act: typedLead },
  { name: "lead-for-rep", login: "chen.jing", path: at("/leads/new"), act: typedLead },
  { name: "deals-board", login: "chen.jing", path: at("/deals?view=board") },
  { name: "deal-proposal-stage", login: "chen.jing", path: async (page) => `/deals/${await dealIn(page, "proposal")}` },
  { name: "deal-fulfilment-stage", login: "chen.jing", path: async (page) => `/deals/${await dealIn(page, "fulfilment")}` },
  { name: "deal-advance", login: "chen.jing", path: async (page) => `/deals/${await dealIn(page, "nurture")}`, act: (page) => page.getByRole("button", { name: /^进入「|^Enter|^Go to/ }).click() },
  { name: "deal-needs", login: "chen.jing", path: tab("needs", "decision_chain") },
  { name: "deal-proposal", login: "chen.jing", path: tab("proposal", "quotation") },
  { name: "deal-contract", login: "chen.jing", path: tab("contract", "executed_contract") },
  { name: "deal-fulfilment", login: "chen.jing", path: async (page) => `/deals/${await dealIn(page, "fulfilment")}?tab=fulfilment` },
  { name: "deal-documents", login: "chen.jing", path: tab("documents", "quotation") },
  { name: "deal-activity", login: "chen.jing", path: tab("activity", "quotation") },
  { name: "deal-audit", login: "chen.jing", path: tab("audit", "quotation") },
  { name: "write-quotation", login: "zhang.wei", path: write("quotation") },
  { name: "write-decision-chain", login: "zhang.wei", path: write("decision_chain") },
  { name: "write-visit-plan", login: "zhang.wei", path: write("visit_plan") },
  { name: "write-solution", login: "zhang.wei", path: write("solution") },
  { name: "write-contract", login: "zhang.wei", path: write("contract_approval") },
  { name: "write-delivery-plan", login: "jiang.tao", path: write("delivery_plan") },
  { name: "paper-quotation", login: "chen.jing", path: paper("quotation") },
  { name: "paper-visit-report", login: "chen.jing", path: paper("visit_report") },
  { name: "paper-delivery-plan", login: "jiang.tao", path: paper("delivery_plan") },
  { name: "paper-contract-against", login: "chen.jing", path: paper("contract_approval", "?compare=source") },
  { name: "print-quotation", login: "chen.jing", path: paper("quotation"), print: true },
  { name: "print-visit-report", login: "chen.jing", path: paper("visit_report"), print: true },
  { name: "print-delivery-plan", login: "jiang.tao", path: paper("delivery_plan"), print: true },
  { name: "visits-list", login: "zhang.wei", path: at("/visits?view=list") },
  { name: "insights-director", login: "zhou.jianguo", path: at("/insights?view=board") },
  { name: "insights-owner", login: "zhou.guodong", path: at("/insights?view=owner") },
  { name: "audit-log", login: "yan.ming", path: at("/audit?tab=log&outcome=refused") },
  { name: "audit-chains", login: "yan.ming", path: at("/audit?tab=chains") },
  { name: "audit-as-of", login: "yan.ming", path: async (page) => `/audit?tab=asof&deal=${await dealIn(page, "proposal")}&at=${encodeURIComponent(new Date(Date.now() - 20 * 86_400_000).toISOString().slice(0, 16))}` },
  { name: "quotes-rep", login: "zhang.wei", path: at("/quotes") },
  { name: "collection-books", login: "tang.li", path: at("/collection") },
];

async function typedLead(page: Page) {
  const { items } = await read(page, "/deals?limit=1");
  const put = (key: string, text: string) => page.locator(`[data-path=${key}] :is(input, textarea)`).first().fill(text);
  await put("account_name", items[0].account.name.replace(/有限公司$/, "股份有限公司"));
  await put("industry", "C35 专用设备制造业");
  await put("region", "330108 浙江杭州滨江区");
  await put("contact_name", "赵工");
  await put("contact_title", "信息部经理");
}
