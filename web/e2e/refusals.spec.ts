/** Every kind of refusal that somebody can meet on a page: brought about there, told in words, and with a way out that leads where it says. */
import type { Locator, Page } from "@playwright/test";
import { gradedLead, type Lead, nurturedDeal, registerLead, registration } from "./support/lead";
import { expect, give, read, test } from "./support/test";
import { draft, hence, plan } from "./support/visit";
import { settled } from "./support/watch";

const REP = "zhang.wei";
const SUPERVISOR = "sun.hao";
const MANAGER = "chen.jing";
/** Of another department. */
const STRANGER = "han.xue";

type As = (login: string) => Promise<Page>;

interface Case {
  /** Brings it about, and answers the page on which it shows. */
  meet: (as: As) => Promise<Page>;
  reason: RegExp;
  /** The link or the button beside the reason. */
  way: RegExp;
  /** What is there after it was followed. */
  lands: (page: Page) => Promise<void>;
}

/** Opens a page of a deal. */
async function open(page: Page, lead: Lead, rest = "") {
  await page.goto(`/deals/${lead.id}${rest}`);
  await settled(page);
}

const at = (pattern: RegExp) => (page: Page) => expect(page).toHaveURL(pattern);
const drawer = (name: string | RegExp) => (page: Page) => expect(page.getByRole("dialog").getByRole("heading", { name })).toBeVisible();
const caretIn = (field: string) => (page: Page) => expect(page.locator(`[data-path="${field}"] :focus`)).toBeVisible();

/** Presses the button that gives what stands open. */
const send = (place: Page | Locator, name: string | RegExp) => place.getByRole("button", { name }).last().click();

/** Keeps a page from hearing what others do. */
const deaf = (page: Page) => page.route("**/api/v1/events", (route) => route.abort());

/** What is kept on a device is kept by person. */
const me = async (page: Page) => (await read(page, "/session")).person.id as string;

/** Puts something into what the device keeps, before a page is opened. */
const put = (page: Page, key: string, value: object) => page.addInitScript(([name, text]) => localStorage.setItem(name, text), [key, JSON.stringify(value)] as const);

/** What somebody had typed into a command before he came back. */
async function typed(page: Page, lead: Lead, command: string, body: object) {
  await put(page, `tongguan.command.${await me(page)}.${lead.id}.${command}`, body);
}

const CASES: Record<string, Case> = {
  "a gate with items missing": {
    meet: async (as) => {
      const page = await as(REP);
      await open(page, await registerLead(page));
      await page.getByRole("button", { name: /^进入「/ }).press("Enter");
      return page;
    },
    reason: /还缺/,
    way: /^(去填写|.*初筛.*)$/,
    lands: (page) => expect(page.getByRole("dialog").or(page.locator("form, [data-path]")).first()).toBeVisible(),
  },
  "another stage": {
    meet: async (as) => {
      const page = await as(REP);
      await open(page, await nurturedDeal(page, await as(SUPERVISOR)), "/write/quotation");
      return page;
    },
    reason: /“.*”在.*阶段办理，目前处于/,
    way: /^看本阶段要做的事$/,
    lands: async (page) => {
      await at(/\/deals\/[\w-]+$/)(page);
      await expect(page.getByRole("button", { name: /^进入「/ })).toBeVisible();
    },
  },
  "a right that is missing": {
    meet: async (as) => {
      const page = await as(REP);
      await open(page, await registerLead(page), "?act=reassign_owner");
      return page;
    },
    reason: /须由.*办理/,
    way: /^留言提醒$/,
    lands: drawer(/留言/),
  },
  "a paper in review": {
    meet: async (as) => {
      const page = await as(REP);
      const lead = await gradedLead(page);
      const deal = await read(page, `/deals/${lead.id}`);
      const paper = deal.documents.find((one: { kind: string }) => one.kind === "grading").id;
      await open(page, lead, `/write/grading?document=${paper}`);
      await send(page, /^提交《/);
      return page;
    },
    reason: /材料正在审批，撤回或审批结束后再改/,
    way: /^看审批$/,
    lands: async (page) => {
      await at(/\/approvals\?/)(page);
      await expect(page.locator("[data-pane]").getByRole("button", { name: "撤回" })).toBeVisible();
    },
  },
  "an approval that somebody else decided": {
    meet: async (as) => {
      const lead = await gradedLead(await as(REP));
      const page = await as(SUPERVISOR);
      await deaf(page);
      const deal = await read(page, `/deals/${lead.id}`);
      const { id, active, digest } = deal.approvals[0];
      await page.goto(`/approvals?item=${id}&deal=${lead.id}`);
      await settled(page);
      await give(page, `/deals/${lead.id}/commands`, { type: "decide_approval", approval: id, step: active, verdict: "approve", digest, opinion: null });
      await page.locator("[data-pane]").getByRole("button", { name: "同意", exact: true }).click();
      return page;
    },
    reason: /这项审批已经结束/,
    way: /^看审批$/,
    lands: (page) => expect(page.locator("[data-pane]")).toContainText("已同意"),
  },
  "duties that one person may not unite": {
    meet: async (as) => {
      const rep = await as(REP);
      const lead = await registerLead(rep);
      await give(rep, `/deals/${lead.id}/commands`, { type: "request_exception", gate: "G1", condition: "capacity", reason: "战略客户，须立即推进" });
      const page = await as(MANAGER);
      const { obligations } = await read(page, `/deals/${lead.id}`);
      const own = obligations.find((one: { name: string }) => one.name === "处理审批");
      await open(page, lead, `?act=pause_obligation&obligation=${own.id}&reason=customer`);
      await page.getByRole("dialog").getByLabel(/^说明/).fill("等客户补充材料");
      await send(page.getByRole("dialog"), /暂停/);
      return page;
    },
    reason: /须由他人暂停/,
    way: /^留言提醒$/,
    lands: drawer(/留言/),
  },
  "a version that is not the newest": {
    meet: async (as) => {
      const rep = await as(REP);
      const lead = await registerLead(rep);
      const page = await as(MANAGER);
      await deaf(page);
      await typed(page, lead, "reassign_owner", { to: (await read(page, "/users?limit=200")).items.find((one: { name: string }) => one.name === "李娜").id, reason: "张伟本月已满负荷" });
      await open(page, lead, "?act=reassign_owner");
      await give(rep, `/deals/${lead.id}/commands`, { type: "comment", text: "客户下周才方便" });
      await send(page.getByRole("dialog"), /负责人/);
      return page;
    },
    reason: /当前版本为/,
    way: /^看最新内容$/,
    lands: async (page) => {
      await expect(page.getByRole("dialog").getByRole("alert")).toHaveCount(0);
      await send(page.getByRole("dialog"), /负责人/);
      await expect(page.getByRole("dialog")).toHaveCount(0);
    },
  },
  "a field that is wrong": {
    meet: async (as) => {
      const page = await as(REP);
      const lead = await nurturedDeal(page, await as(SUPERVISOR));
      await typed(page, lead, "set_forecast", { amount: 120_000_000, close_on: "2020-01-06" });
      await open(page, lead, "?act=set_forecast");
      await send(page.getByRole("dialog"), /预测|预计|金额/);
      return page;
    },
    reason: /太早：不能早于今天/,
    way: /^去填“预计签约日期”$/,
    lands: caretIn("close_on"),
  },
  "a deadline that has passed": {
    meet: async (as) => {
      const page = await as(REP);
      const lead = await nurturedDeal(page, await as(SUPERVISOR));
      await draft(page, lead, "visit_plan", await plan(page, lead, hence(30), hence(32)));
      await open(page, lead, "/write/visit_plan");
      await send(page, /^提交《/);
      return page;
    },
    reason: /已过时限，须选择原因/,
    way: /^去填“/,
    lands: caretIn("short_notice_kind"),
  },
  "a customer who belongs to others": {
    meet: async (as) => {
      const { customer } = await registerLead(await as(STRANGER));
      const page = await as(REP);
      await put(page, `tongguan.draft.${await me(page)}.lead`, registration(customer));
      await page.goto("/leads/new");
      await settled(page);
      await send(page, "登记");
      return page;
    },
    reason: /该客户已由.*跟进/,
    way: /^去填“客户名称/,
    lands: caretIn("account_name"),
  },
  "nothing to act on": {
    meet: async (as) => {
      const page = await as(REP);
      await open(page, await nurturedDeal(page, await as(SUPERVISOR)), "?act=verify_need");
      return page;
    },
    reason: /没有.*，不能“/,
    way: /^写《客户拜访记录》$/,
    lands: at(/\/write\/visit_report$/),
  },
  "a deal that has ended": {
    meet: async (as) => {
      const page = await as(REP);
      const lead = await registerLead(page);
      await give(page, `/deals/${lead.id}/commands`, { type: "complete_screening", result: "invalid", reason: "no_need" });
      await open(page, lead, "/write/grading");
      return page;
    },
    reason: /已经结束，只能查看和留言/,
    way: /^看相关内容$/,
    lands: at(/\?tab=activity$/),
  },
  "a lead in the pool": {
    meet: async (as) => {
      const rep = await as(REP);
      const lead = await registerLead(rep);
      const { version } = await read(rep, `/deals/${lead.id}`);
      await give(rep, `/deals/${lead.id}/commands`, { type: "release_lead", reason: "客户不在我的区域" }, version);
      await open(rep, lead, "?act=file_appeal");
      return rep;
    },
    reason: /没有负责人，先领取或分派/,
    way: /领取/,
    lands: drawer(/领取/),
  },
};

for (const [kind, { meet, reason, way, lands }] of Object.entries(CASES)) {
  test(`${kind}: why, and the way out`, async ({ as }) => {
    const page = await meet((login) => as(login, { expected: /4\d\d|events/ }));
    await expect(page.getByText(reason).last()).toBeVisible();
    // What stands above the page is what was refused.
    const place = (await page.getByRole("dialog").count()) ? page.getByRole("dialog") : page.locator("#content");
    const next = place.getByRole("link", { name: way }).or(place.getByRole("button", { name: way })).first();
    await next.click();
    await lands(page);
  });
}

/** Refusals that the pages keep people from: told all the same, where the server says them. */
const TOLD: [code: string, detail: string, params: object, way: RegExp, address: RegExp][] = [
  ["holding_cap_reached", "上限 30 条，已持有 30 条。", { cap: 30, held: 30 }, /^看线索$/, /\/leads$/],
];

for (const [code, detail, params, way, address] of TOLD) {
  test(`${code}: why, and the way out`, async ({ as }) => {
    const page = await as(REP, { expected: /422/ });
    await page.route("**/api/v1/deals", (route) => (route.request().method() === "POST" ? route.fulfill({ status: 422, contentType: "application/problem+json", body: JSON.stringify({ code, title: "持有线索已达上限", detail, status: 422, params }) }) : route.continue()));
    await page.goto("/leads/new");
    await settled(page);
    await send(page, "登记");
    await expect(page.getByRole("alert").filter({ hasText: detail })).toBeVisible();
    await page.getByRole("link", { name: way }).last().click();
    await expect(page).toHaveURL(address);
  });
}
