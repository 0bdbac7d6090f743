/** A leaver is handed over on one page: until then he cannot be let go, afterwards nothing is left behind, and his open session is over. */
import type { Page } from "@playwright/test";
import { open, type } from "./support/hand";
import { companyName, gradedLead, type Lead, registerLead } from "./support/lead";
import { expect, give, PASSWORD, read, signIn, test } from "./support/test";
import { draft, report } from "./support/visit";

const ADMIN = "admin";
const SECURITY = "ding.an";
const MANAGER = "chen.jing";
/** Who takes over, and who takes one customer. */
const RECEIVER = { login: "li.na", name: "李娜" };
const OTHER = { login: "zhang.wei", name: "张伟" };

type As = (login: string) => Promise<Page>;

interface Leaver {
  id: string;
  login: string;
  name: string;
  post: string;
}

/** A rep of the manager's department whom no other test knows, at his page with a password of his own; and the administrator at his. */
async function newcomer(as: As, visitor: () => Promise<Page>): Promise<{ leaver: Leaver; rep: Page; admin: Page }> {
  const admin = await as(ADMIN);
  const { items: posts } = await read(admin, "/posts?limit=200");
  const { items: people } = await read(admin, "/users?limit=200");
  const colleague = people.find((one: { login: string }) => one.login === RECEIVER.login).id;
  const like = posts.find((one: { holder: string }) => one.holder === colleague);
  const [login, name] = [`leaver.${Date.now()}`, `离${companyName().slice(0, 2)}`];
  const { id } = await give(admin, "/users/commands", { type: "create_person", name, login, department: like.department });
  const { id: post } = await give(admin, "/posts/commands", { type: "create_post", role: like.role, department: like.department, reports_to: like.reports_to });
  await give(await as(SECURITY), `/posts/${post}/commands`, { type: "fill_post", person: id });
  const { password } = await give(admin, `/users/${id}/password`, {});
  const rep = await visitor();
  await signIn(rep, login, password);
  const headers = { "x-tg": "1", "sec-fetch-site": "same-origin", "idempotency-key": crypto.randomUUID() };
  const changed = await rep.request.put("/api/v1/session/password", { data: { current: password, next: PASSWORD }, headers });
  expect(changed.ok(), await changed.text()).toBe(true);
  return { leaver: { id, login, name, post }, rep, admin };
}

const row = (page: Page, words: string) => page.getByRole("row").filter({ hasText: words });

/** A line of what moves: of a kind, and of a customer. */
const lineOf = (page: Page, kind: string, lead?: Lead) => page.getByRole("table", { name: "内容" }).getByRole("row", { name: new RegExp(`^${kind}`) }).filter({ hasText: lead?.customer ?? "" });

/** The company of the other tests has no vacant post. */
async function closePost(admin: Page, { post }: Leaver) {
  const { version } = (await read(admin, "/posts?limit=200")).items.find((one: { id: string }) => one.id === post);
  await give(admin, `/posts/${post}/commands`, { type: "close_post" }, version);
}

const REASON = "离职，交接给同组同事";

test("a leaver cannot be let go with something left; handed over on one page, he can, and his open session is over", async ({ as, visitor }) => {
  const { leaver, rep, admin } = await newcomer((login) => as(login, { expected: /422/ }), () => visitor({ expected: /401/ }));
  const graded = await gradedLead(rep);
  const fresh = await registerLead(rep);
  const hour = 3_600_000;
  await draft(rep, fresh, "visit_report", await report(rep, fresh, new Date(Date.now() - 2 * hour).toISOString(), new Date(Date.now() - hour).toISOString()));
  await open(rep, "/leads");
  await expect(row(rep, fresh.customer)).toBeVisible();

  // What is refused says what there is.
  await open(admin, "/settings/organization?tab=people");
  await type(admin.getByLabel("姓名或登录名"), leaver.name);
  await row(admin, leaver.name).getByRole("button", { name: "停用", exact: true }).click();
  const dialog = admin.getByRole("dialog", { name: "停用" });
  const disable = dialog.getByRole("button", { name: "停用", exact: true });
  await disable.click();
  await expect(dialog.getByRole("alert")).toContainText("名下仍有 2 笔业务、2 个客户");
  await expect(dialog.getByRole("alert")).toContainText("1 个岗位");

  // His manager looks first: nothing has moved by that.
  const manager = await as(MANAGER);
  await open(manager, "/hand-overs");
  const choose = (word: string, label: string) => manager.getByRole("combobox", { name: word, exact: true }).selectOption({ label });
  await choose("移交人", leaver.name);
  await choose("接收人", RECEIVER.name);
  const preview = manager.getByRole("button", { name: "预览" });
  await expect(preview, "a reason is asked for").toBeDisabled();
  await type(manager.getByLabel("原因"), REASON);
  await preview.click();
  await expect(manager.getByText("将移交 6 项")).toBeVisible();
  await expect(lineOf(manager, "岗位")).toContainText("空缺");
  await expect(lineOf(manager, "草稿", fresh)).toContainText(RECEIVER.name);
  for (const lead of [graded, fresh]) await expect(lineOf(manager, "业务", lead)).toContainText(RECEIVER.name);
  expect((await read(manager, `/deals/${fresh.id}`)).owner.name, "a preview moves nothing").toBe(leaver.name);

  // One customer goes to somebody else, and its deal with it.
  await lineOf(manager, "客户", fresh).getByRole("combobox").selectOption({ label: OTHER.name });
  await expect(lineOf(manager, "业务", fresh), "the preview says it before it is done").toContainText(OTHER.name);
  await manager.getByRole("button", { name: "全部移交" }).click();
  await expect(manager.getByText("已全部移交，等待签收。")).toBeVisible();
  for (const kind of ["客户", "业务"]) {
    await expect(lineOf(manager, kind, graded)).toContainText(RECEIVER.name);
    await expect(lineOf(manager, kind, fresh)).toContainText(OTHER.name);
  }

  // Now he is let go, while he sits before his page: it does nothing more for him, and nor does signing in.
  await disable.click();
  await expect(dialog).toHaveCount(0);
  await expect(row(admin, leaver.name)).toContainText("已停用");
  const ended = rep.getByRole("dialog", { name: "登录已失效" });
  await ended.getByLabel("登录名").fill(leaver.login);
  await ended.getByLabel("密码").fill(PASSWORD);
  await ended.getByRole("button", { name: "登录", exact: true }).click();
  await expect(ended.getByRole("alert")).toContainText("核对登录名与密码");
  await ended.getByRole("button", { name: "去登录页" }).click();
  await expect(rep.getByRole("heading", { name: "登录" })).toBeVisible();
  await closePost(admin, leaver);
});

test("who took over signs for the list, and who moved it does not", async ({ as, visitor }) => {
  const { leaver, rep, admin } = await newcomer(as, visitor);
  const [first, second] = [await registerLead(rep), await registerLead(rep)];
  const manager = await as(MANAGER);
  const { items: people } = await read(manager, "/users?limit=200");
  const [to, other] = [RECEIVER, OTHER].map(({ name }) => people.find((one: { name: string }) => one.name === name).id);
  const { account } = await read(manager, `/deals/${second.id}`);
  const handed = await give(manager, `/users/${leaver.id}/hand-over`, { to, reason: REASON, customers: { [account.id]: other } });
  expect(handed.done).toBe(true);

  await open(manager, "/hand-overs");
  await expect(row(manager, leaver.name)).toContainText("客户 2");
  await expect(row(manager, leaver.name)).toContainText("待签收");
  await manager.getByRole("link", { name: leaver.name }).click();
  await expect(manager.getByRole("heading", { name: `交接 · ${leaver.name}` })).toBeVisible();
  await expect(manager.getByText(REASON)).toBeVisible();
  await expect(lineOf(manager, "业务", first)).toContainText(RECEIVER.name);
  await expect(lineOf(manager, "业务", second)).toContainText(OTHER.name);
  await expect(manager.getByRole("button", { name: "签收" })).toHaveCount(0);

  // Each of the two, who has on his page what is his and no name of what is not; the list is whole with the second.
  for (const [{ login, name }, state, own, foreign] of [[RECEIVER, "待签收", first, second], [OTHER, "已签收", second, first]] as const) {
    const receiver = await as(login);
    await open(receiver, `/hand-overs?id=${handed.id}`);
    await expect(lineOf(receiver, "业务", own)).toContainText(name);
    await expect(receiver.locator("#content")).not.toContainText(foreign.customer);
    await type(receiver.getByLabel("意见（可不填）"), "已逐项核对");
    await receiver.getByRole("button", { name: "签收" }).click();
    await expect(receiver.getByText(new RegExp(`^${name} .* 已逐项核对$`))).toBeVisible();
    await expect(receiver.getByRole("button", { name: "签收" })).toHaveCount(0);
    await expect(receiver.getByText(state, { exact: true })).toBeVisible();
  }
  await closePost(admin, leaver);
});
