import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startWords } from "./i18n";
import { keepFile, putBy, sendAll, takeBack, waiting } from "./outbox";

let person = "zhang";
vi.mock("./session", () => ({ whose: () => person }));

const record = { type: "submit_document", kind: "visit_report", document: null, revision: 0, body: { location: "杭州" } };

interface Sent {
  url: string;
  key: string | null;
  body: unknown;
}

/** A server that answers as told; what it got is kept. */
function server(answer: (url: string) => Response | Promise<Response>): Sent[] {
  const got: Sent[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    got.push({ url, key: new Headers(init.headers).get("idempotency-key"), body: typeof init.body === "string" ? JSON.parse(init.body) : init.body });
    return answer(url);
  });
  return got;
}

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });

beforeEach(async () => {
  person = "zhang";
  await startWords();
  for (const one of await waiting()) await takeBack(one.key);
});
afterEach(() => vi.unstubAllGlobals());

test("without a connection a record waits, and is sent once with the key of its first attempt", async () => {
  server(() => Promise.reject(new TypeError("offline")));
  await putBy("deal-1", "客户拜访记录", record, "key-1");
  expect(await sendAll()).toBe(0);
  expect((await waiting()).map((one) => one.key)).toEqual(["key-1"]);

  const got = server(() => json({ id: "deal-1", after: 1, version: 2, created: [] }));
  expect(await sendAll()).toBe(1);
  expect(got).toEqual([{ url: "/api/v1/deals/deal-1/commands", key: "key-1", body: record }]);
  expect(await waiting()).toEqual([]);
  expect(await sendAll()).toBe(0);
});

test("a record that the server refuses stays with the reason and is not sent again by itself", async () => {
  await putBy("deal-1", "客户拜访记录", record, "key-2");
  const got = server(() => json({ code: "invalid_document", title: "表单有误", detail: "地点：必填。", params: {} }, 422));
  expect(await sendAll()).toBe(0);
  expect((await waiting())[0]?.refused).toBe("地点：必填。");
  await sendAll();
  expect(got).toHaveLength(1);
});

test("a session that ended or a server that is busy refuses nothing: the record waits on", async () => {
  await putBy("deal-1", "客户拜访记录", record, "key-3");
  for (const status of [401, 503]) {
    server(() => json({ code: "x", title: "x", detail: "x", params: {} }, status));
    await sendAll();
    expect((await waiting())[0]?.refused).toBeUndefined();
  }
});

test("photos taken without a connection go first, and their digests stand in the record", async () => {
  const photo = await keepFile(new File(["像素"], "a.jpg", { type: "image/jpeg" }));
  await putBy("deal-1", "客户拜访记录", { ...record, body: { location: "杭州", org_structure_files: [photo] } }, "key-4");
  const got = server((url) => (url.includes("/files?") ? json({ sha256: "abc" }, 201) : json({ id: "d", after: 1, version: 2, created: [] })));
  expect(await sendAll()).toBe(1);
  expect(got.map((one) => one.url)).toEqual(["/api/v1/files?name=a.jpg", "/api/v1/deals/deal-1/commands"]);
  expect(got[1]?.body).toEqual({ ...record, body: { location: "杭州", org_structure_files: ["abc"] } });
});

test("what one person left on a device is sent in nobody else's name", async () => {
  await putBy("deal-1", "客户拜访记录", record, "key-5");
  person = "wu";
  const got = server(() => json({ id: "d", after: 1, version: 2, created: [] }));
  expect(await sendAll()).toBe(0);
  expect([await waiting(), got]).toEqual([[], []]);
  person = "zhang";
  expect(await sendAll()).toBe(1);
});
