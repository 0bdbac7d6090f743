/** A company of four departments is set up in one sitting, with nothing but the pages: departments, people, posts and who reports to whom, the three administrators, and the first lead of somebody new. */
import type { Browser, Locator, Page } from "@playwright/test";
import { fill, open } from "./support/hand";
import { companyName } from "./support/lead";
import { type Server, start } from "./support/server";
import { day } from "./support/steps";
import { expect, test } from "./support/test";
import { count, settled, watch } from "./support/watch";

const ROOT = { login: "root", password: "walnut river seven" };
const CHOSEN = "harbour lights nine";

const DEPARTMENTS = [["销售部"], ["销售一组", "销售部"], ["销售二组", "销售部"], ["售前部"], ["交付部"], ["财务部"]];

const COMPANY = "四部门示例公司";

/** Name, login, department, role, to whom the post reports, and for whom it answers where that is more than the department. */
const PEOPLE = [
  ["丁安全", "ding.anquan", "财务部", "安全管理员"],
  ["严内审", "yan.neishen", "财务部", "内审"],
  ["周总监", "zhou.zongjian", "销售部", "销售总监"],
  ["孙主管", "sun.zhuguan", "销售一组", "销售主管", "销售部 销售总监"],
  ["张新人", "zhang.xinren", "销售一组", "销售代表", "销售一组 销售主管"],
  ["何售前", "he.shouqian", "售前部", "技术支持", undefined, COMPANY],
  ["江交付", "jiang.jiaofu", "交付部", "交付经理", undefined, COMPANY],
  ["吴财务", "wu.caiwu", "财务部", "财务专员", undefined, COMPANY],
] as const;

/** A browser of somebody, watched like every other. */
async function desk(browser: Browser, server: Server, faults: string[][]): Promise<Page> {
  const page = await browser.newPage({ baseURL: server.url, locale: "zh-CN" });
  page.setDefaultTimeout(10_000);
  count(page);
  faults.push(watch(page, server.url, /403|dry_run=true/));
  return page;
}

async function setUp(page: Page, server: Server) {
  await page.goto("/");
  await page.getByLabel("初始化口令").fill(server.greeting.find((line) => line.includes("："))?.split("：").at(-1)?.trim() ?? "");
  await page.getByLabel("公司名称").fill(COMPANY);
  await page.getByLabel("姓名", { exact: true }).fill("管理员");
  await page.getByLabel("登录名", { exact: true }).fill(ROOT.login);
  await page.getByLabel("密码", { exact: true }).fill(ROOT.password);
  await page.getByLabel("我已核对今年的放假和调休安排").check();
  await page.getByRole("button", { name: "完成初始化并登录" }).click();
  await settled(page);
}

/** Opens one of the plain forms, fills it by the words that stand there, gives it. */
async function act(page: Page, from: Locator, name: string, values: Record<string, string>) {
  await from.getByRole("button", { name, exact: true }).click();
  const dialog = page.getByRole("dialog");
  for (const [word, value] of Object.entries(values)) {
    const field = dialog.getByLabel(new RegExp(`^${word}`));
    if (await field.evaluate((one) => one.tagName === "SELECT")) await field.selectOption({ label: value });
    else await field.fill(value);
  }
  await dialog.getByRole("button", { name, exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

const tab = async (page: Page, word: string) => page.getByRole("button", { name: word, exact: true }).click();

/** The posts of a role in the tree. */
const posts = (page: Page, role: string) => page.locator("ul ul > li").filter({ has: page.getByText(role, { exact: true }) });

/** The post of a role that is vacant and waits for whoever is appointed. */
const vacant = (page: Page, role: string) => posts(page, role).filter({ hasText: "空缺" });

/** A first password, handed over by the administrator. */
async function firstPassword(page: Page, name: string): Promise<string> {
  await page.getByRole("row").filter({ hasText: name }).getByRole("button", { name: "登录" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "给一个初始密码" }).click();
  const password = (await dialog.getByTestId("password").textContent()) as string;
  await dialog.getByRole("button", { name: "关闭" }).last().click();
  return password;
}

/** Signs in with what was handed over, and chooses a password of one's own. */
async function firstSignIn(page: Page, login: string, password: string) {
  await page.goto("/");
  await page.getByLabel("登录名").fill(login);
  await page.getByLabel("密码").fill(password);
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByLabel("现在的密码").fill(password);
  await page.getByLabel("新密码", { exact: true }).fill(CHOSEN);
  await page.getByLabel("再写一遍新密码").fill(CHOSEN);
  await page.getByRole("button", { name: "保存新密码" }).click();
  await settled(page);
}

async function registersLead(page: Page): Promise<string> {
  await page.getByRole("button", { name: "新建" }).click();
  const passes = page.waitForResponse((answer) => answer.url().includes("dry_run=true") && answer.ok(), { timeout: 90_000 });
  await fill(page.locator("#content"), {
    obtained_at: day(), source_channel: "行业展会", source_detail: "2026华东工业展 B2-118", account_name: companyName(), customer_nature: "企业", size_class: "大型", employees: "860", industry: "C34", region: "330108",
    contact_name: "王工", contact_title: "信息部经理", contact_phone: "0571-88880000", pi_notice: "名片交换", need_summary: "现有MES与ERP不通，计划上线一体化系统", intent_level: "明确采购", budget_status: "申请中", authority_level: "影响者", expected_purchase_date: day(120), strategy_fit: "符合",
  });
  // What is half filled in is judged and lacks something. Once it is whole, registering it does not have it judged again.
  await passes;
  const refused: string[] = [];
  page.on("response", (answer) => void (answer.status() === 422 && refused.push(answer.url())));
  await page.getByRole("button", { name: "登记线索" }).click();
  await page.waitForURL(/\/deals\/[0-9a-f-]+$/);
  await settled(page);
  expect(refused).toEqual([]);
  return page.url();
}

test("a new administrator sets up four departments, and the first newcomer registers a lead", async ({ browser }) => {
  test.setTimeout(150_000);
  const server = await start({ empty: true });
  const faults: string[][] = [];
  try {
    const admin = await desk(browser, server, faults);
    await setUp(admin, server);
    await open(admin, "/settings/organization");
    const head = admin.locator("#content");
    for (const [name, parent] of DEPARTMENTS) await act(admin, head, "新增部门", { 名称: name as string, ...(parent ? { 上级部门: parent } : {}) });
    for (const [, , department, role, above, whole] of PEOPLE) await act(admin, head, "新增岗位", { 角色: role, 部门: whole ?? department, ...(above ? { 汇报给: above } : {}) });
    await expect(admin.getByRole("alert")).toContainText("8 个岗位空缺");

    await tab(admin, "人员");
    for (const [name, login, department] of PEOPLE) await act(admin, head, "新增人员", { 姓名: name, 登录名: login, 部门: department });
    const first = new Map<string, string>();
    for (const [name] of PEOPLE) first.set(name, await firstPassword(admin, name));

    // Until somebody answers for rights, the administrator does; then no more.
    await open(admin, "/settings/separations");
    await expect(admin.getByRole("alert")).toContainText("没有安全管理员");
    await open(admin, "/settings/organization");
    await act(admin, vacant(admin, "安全管理员"), "任命", { 人员: "丁安全" });
    await expect(vacant(admin, "销售主管").getByRole("button", { name: "任命" })).toHaveCount(0);

    const security = await desk(browser, server, faults);
    await firstSignIn(security, "ding.anquan", first.get("丁安全") as string);
    await open(security, "/settings/organization");
    for (const [name, , , role] of PEOPLE.slice(1)) await act(security, vacant(security, role), "任命", { 人员: name });
    await act(security, posts(security, "技术支持"), "移动岗位", { 汇报给: "销售部 销售总监 周总监" });
    await expect(posts(security, "技术支持")).toContainText("向周总监汇报");
    await expect(posts(security, "销售代表")).toContainText("向孙主管汇报");
    await tab(security, "谁能看、谁能改");
    await expect(security.getByRole("row").filter({ hasText: "销售主管" }).first()).toContainText("本部门");

    await open(admin, "/settings/separations");
    await expect(head).toContainText("不能，至少需要");
    await expect(admin.getByRole("table", { name: "会停住的商机" })).toContainText("张新人");
    await expect(admin.getByRole("table", { name: "会停住的商机" })).not.toContainText("财务专员");
    await expect(admin.getByRole("alert")).toHaveCount(0);

    const rep = await desk(browser, server, faults);
    await firstSignIn(rep, "zhang.xinren", first.get("张新人") as string);
    const lead = await registersLead(rep);

    const director = await desk(browser, server, faults);
    await firstSignIn(director, "zhou.zongjian", first.get("周总监") as string);
    await open(director, lead);
    await director.getByRole("button", { name: "谁能看到" }).click();
    const access = director.getByRole("dialog");
    await expect(access).toContainText("能看到的");
    await access.getByLabel("看谁的权限").selectOption({ label: "孙主管" });
    await expect(access.getByRole("listitem").first()).toContainText("销售主管");
    await access.getByLabel("看谁的权限").selectOption({ label: "何售前" });
    await expect(access).toContainText("看不到");
    // He may ask about himself and his people, so nobody else is offered.
    await expect(access.getByRole("option", { name: "吴财务" })).toHaveCount(0);
    expect(faults.flat()).toEqual([]);
  } finally {
    await server.stop();
  }
});
