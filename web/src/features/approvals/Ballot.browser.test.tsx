import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { ApprovalView, DealView } from "@/features/deal/model";
import { restOfWords, startWords } from "@/lib/i18n";
import { Ballot } from "./Ballot";

const person = (id: string, name: string) => ({ id, name });
const step = (role: string, who: { id: string; name: string }) => ({ role, assignees: [who], turn: [who], mode: "any", working_days: 1, blocked: false, decisions: [] });
const approval: ApprovalView = { id: "ap", chain: "A5", name: "报价审批", subject: {}, about: "《商务报价单》", digest: "d1", submitter: person("s", "张伟"), requested_at: "2026-11-23T04:00:00Z", active: 2, is_mine: true, steps: [step("财务专员", person("f", "吴敏")), step("销售经理", person("m", "陈静")), step("销售总监", person("d", "周建国"))], limits: [] };
const deal = { id: "de", version: 7, documents: [], obligations: [], gates: [], approvals: [approval] } as unknown as DealView;

beforeAll(async () => {
  localStorage.setItem("tongguan.lang", "zh-CN");
  await startWords();
  await restOfWords();
});
beforeEach(() => localStorage.removeItem("tongguan.opinion.ap"));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function answering(status: number, body: object) {
  return vi.spyOn(window, "fetch").mockImplementation(async () => new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } }));
}

function shown(more: Partial<ApprovalView> = {}) {
  const done = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Ballot deal={deal} approval={{ ...approval, ...more }} done={done} />
    </QueryClientProvider>,
  );
  return { done, words: screen.getByRole("textbox", { name: "意见" }) };
}

const sent = (spy: ReturnType<typeof answering>) => JSON.parse(String(spy.mock.calls[0]?.[1]?.body));

test("says before the act who comes next", () => {
  shown();
  expect(screen.getByText("同意后交给销售总监 周建国。")).toBeTruthy();
});

test("whoever stands in decides and passes nothing on", () => {
  shown({ on_behalf_of: person("m", "陈静") });
  expect(screen.getByRole("button", { name: "同意" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "转交" })).toBeNull();
  act(() => void window.dispatchEvent(new CustomEvent("tongguan:act", { detail: "transfer" })));
  expect(screen.queryByRole("button", { name: "取消" })).toBeNull();
});

test("Ctrl Enter gives what is open: a return to the step that was chosen, bound to what was shown", async () => {
  const spy = answering(200, { id: "de", after: 7, version: 8, created: [] });
  const { done, words } = shown();
  act(() => void window.dispatchEvent(new CustomEvent("tongguan:act", { detail: "return" })));
  expect(document.activeElement).toBe(words);
  fireEvent.click(screen.getByRole("button", { name: "财务专员 吴敏" }));
  fireEvent.change(words, { target: { value: "毛利要重算" } });
  fireEvent.keyDown(words, { key: "Enter", ctrlKey: true });
  await waitFor(() => expect(done).toHaveBeenCalledOnce());
  expect(sent(spy)).toEqual({ type: "decide_approval", approval: "ap", step: 2, verdict: { return: 1 }, digest: "d1", opinion: "毛利要重算" });
});

test("a refusal keeps the words and says why", async () => {
  answering(422, { code: "opinion_too_short", title: "意见太短", detail: "意见至少 5 个字。", params: {} });
  const { done, words } = shown();
  fireEvent.click(screen.getByRole("button", { name: "驳回" }));
  fireEvent.change(words, { target: { value: "不行" } });
  fireEvent.click(screen.getByRole("button", { name: "确认驳回" }));
  await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("意见至少 5 个字。"));
  expect((words as HTMLTextAreaElement).value).toBe("不行");
  expect(done).not.toHaveBeenCalled();
});
