import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { restOfWords, speak, startWords } from "@/lib/i18n";
import { Batch } from "./Batch";
import type { InboxLine } from "./model";

beforeAll(async () => {
  await startWords();
  await speak("zh-CN");
  await restOfWords();
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const line = (id: string) => ({ id, about: `《商务报价单》${id}`, step: 1, digest: `digest-${id}`, deal: { id: `deal-${id}`, account: { name: `客户${id}` } } }) as unknown as InboxLine;
const done = (id: string) => ({ deal: `deal-${id}`, status: 200, done: { id: `deal-${id}`, version: 2, after: 2, created: [] } });
const refused = (id: string, code: string, detail: string) => ({ deal: `deal-${id}`, status: 403, problem: { code, detail, title: detail, status: 403, params: {}, type: "urn" } });

interface Sent {
  path: string;
  key: string | null;
  body: { commands?: { deal: string; command: { approval: string; opinion: string | null } }[] } & Record<string, unknown>;
}

/** Three approvals before a server that asks for a confirmation of the large ones until it was given. */
function shown({ fails }: { fails?: boolean } = {}): Sent[] {
  const sent: Sent[] = [];
  let confirmed = false;
  vi.spyOn(window, "fetch").mockImplementation(async (input, init) => {
    const path = String(input).replace("/api/v1", "");
    const body = JSON.parse(String(init?.body)) as Sent["body"];
    sent.push({ path, key: new Headers(init?.headers).get("idempotency-key"), body });
    if (path === "/session/confirm") {
      confirmed = true;
      return new Response(null, { status: 204 });
    }
    if (confirmed && fails) throw new TypeError("Failed to fetch");
    const judge = (deal: string) => {
      const id = deal.replace("deal-", "");
      if (id === "own") return refused(id, "own_paper", "不能审批自己提交的单据。");
      return id === "small" || confirmed ? done(id) : refused(id, "confirmation_needed", "大额审批要先验证身份。");
    };
    return new Response(JSON.stringify(body.commands?.map((one) => judge(one.deal))), { status: 200, headers: { "content-type": "application/json" } });
  });
  const lines = ["large", "small", "own", "huge"].map(line);
  const component = () => <Batch lines={lines} hold={() => undefined} clear={() => undefined} />;
  const router = createRouter({ routeTree: createRootRoute({ component }), history: createMemoryHistory() });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
  return sent;
}

async function approve() {
  fireEvent.change(await screen.findByRole("textbox"), { target: { value: "同意" } });
  fireEvent.click(screen.getByRole("button", { name: "同意这 4 件" }));
  return screen.findByRole("dialog");
}

const rows = async () => (await screen.findAllByRole("listitem")).map((row) => row.textContent ?? "");

test("large ones ask once who he is, and they alone are sent again, as another attempt", async () => {
  const sent = shown();
  const dialog = await approve();
  expect(dialog.textContent).toContain("大额审批要先验证身份。");
  fireEvent.change(screen.getByLabelText("密码"), { target: { value: "a secret" } });
  fireEvent.click(screen.getByRole("button", { name: "验证并继续" }));
  const told = await rows();
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(sent.map((one) => one.path)).toEqual(["/commands", "/session/confirm", "/commands"]);
  expect(sent[1]?.body).toEqual({ password: "a secret" });
  expect(sent[2]?.body.commands?.map((one) => [one.command.approval, one.command.opinion])).toEqual([["large", "同意"], ["huge", "同意"]]);
  expect(sent[2]?.key).not.toBe(sent[0]?.key);
  expect(told.map((row) => /已同意/.test(row))).toEqual([true, true, false, true]);
  expect(told[2]).toContain("不能审批自己提交的单据。");
});

test("who gives the confirmation up has decided the small ones only", async () => {
  const sent = shown();
  await approve();
  fireEvent.click(screen.getByRole("button", { name: "取消" }));
  const told = await rows();
  expect(sent.map((one) => one.path)).toEqual(["/commands"]);
  expect(told[0]).toContain("大额审批要先验证身份。");
  expect(told[1]).toContain("已同意");
});

test("what was done stays told where the second attempt does not arrive", async () => {
  const sent = shown({ fails: true });
  await approve();
  fireEvent.change(screen.getByLabelText("密码"), { target: { value: "a secret" } });
  fireEvent.click(screen.getByRole("button", { name: "验证并继续" }));
  const told = await rows();
  await waitFor(() => expect(sent).toHaveLength(3));
  expect(told[1]).toContain("已同意");
  expect(told[0]).not.toContain("已同意");
});
