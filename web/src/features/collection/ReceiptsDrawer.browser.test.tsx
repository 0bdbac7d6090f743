import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { restOfWords, speak, startWords } from "@/lib/i18n";
import "@/styles/index.css";
import ReceiptsDrawer from "./ReceiptsDrawer";

beforeAll(async () => {
  await startWords();
  await speak("zh-CN");
  await restOfWords();
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const row = (id: string, payer_name: string, more: object = {}) => ({ id, version: 1, received_on: "2026-11-20", amount: 100_000, method: "transfer", payer_name, bank_serial: `S-${id}`, own_entity: "e1", reversed_at: null, reversal_reason: null, ...more });
const RECEIPTS = [row("1", "甲公司", { received_on: "2026-11-25" }), row("2", "乙公司"), row("3", "丙公司"), row("4", "丁公司", { reversed_at: "2026-11-21T02:00:00Z", reversal_reason: "银行退汇" })];
const OPEN = [{ id: "1", unallocated_minor: 100_000 }, { id: "2", unallocated_minor: 40_000 }];

const proposal = (deal: string, party: string, more: object = {}) => ({ deal, number: `SJ-${deal}`, party, reasons: ["payer", "amount"], written: null, payer_is_party: true, parts: [{ instalment: "i1", name: "验收", due_on: "2026-12-01", amount_minor: 100_000 }], ...more });
const PROPOSALS = [proposal("d1", "甲公司"), proposal("d2", "甲的母公司", { reasons: ["number"], written: "HT-2026-9", payer_is_party: false })];

interface Given {
  entities?: number;
  refusal?: object;
  mayBook?: boolean;
  mayReverse?: boolean;
}

/** The drawer before a server that answers so; what it was told is kept. */
function shown({ entities = 1, refusal, mayBook = true, mayReverse = false }: Given) {
  const told: { path: string; body: Record<string, unknown> }[] = [];
  const answers: [string, unknown][] = [
    ["/own-entities", { items: ["e1", "e2"].slice(0, entities).map((id) => ({ id, version: 1, name: `主体${id}`, active: true })) }],
    ["/deals?", { items: [{ id: "d" }] }],
    ["/deals/d/receipts", OPEN],
    ["/receipts/1/proposals", PROPOSALS],
    ["/receipts?", { items: RECEIPTS }],
  ];
  vi.spyOn(window, "fetch").mockImplementation(async (input, init) => {
    const path = String(input).replace("/api/v1", "");
    if (init?.method === "POST" && !path.includes("dry_run")) told.push({ path, body: JSON.parse(String(init.body)) });
    const refused = init?.method === "POST" && refusal;
    const body = init?.method === "POST" ? (refusal ?? { id: "9", after: 0, version: 1, created: [] }) : answers.find(([start]) => path.startsWith(start))?.[1];
    return new Response(JSON.stringify(body), { status: refused ? 422 : 200, headers: { "content-type": "application/json" } });
  });
  const component = () => <ReceiptsDrawer mayBook={mayBook} mayReverse={mayReverse} close={() => undefined} />;
  const router = createRouter({ routeTree: createRootRoute({ component }), history: createMemoryHistory() });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
  return told;
}

const lineOf = async (payer: string) => (await screen.findByText(payer)).closest("li") as HTMLElement;

function type() {
  fireEvent.change(screen.getByLabelText(/到账金额/), { target: { value: "1,234.5" } });
  fireEvent.change(screen.getByLabelText(/付款方\*/), { target: { value: "戊公司" } });
  fireEvent.change(screen.getByLabelText(/银行流水号\*/), { target: { value: "S-9" } });
  fireEvent.click(screen.getByRole("button", { name: "登记到账" }));
}

test("says of each receipt what is free, and strikes what was reversed with its reason", async () => {
  shown({ mayBook: false });
  expect(await within(await lineOf("甲公司")).findByText("未核销")).toBeTruthy();
  expect(within(await lineOf("乙公司")).getByText("还有 400.00 未核销")).toBeTruthy();
  expect(within(await lineOf("丙公司")).getByText("已核销")).toBeTruthy();
  const reversed = await lineOf("丁公司");
  expect(within(reversed).getByText("冲销原因：银行退汇")).toBeTruthy();
  expect(getComputedStyle(within(reversed).getByText("1,000.00")).textDecorationLine).toBe("line-through");
  expect(screen.getAllByRole("listitem")[0]?.textContent).toContain("甲公司");
  expect(screen.queryByRole("form")).toBeNull();
  expect(screen.queryByRole("button", { name: /冲销/ })).toBeNull();
});

test("books what was typed in 分, for the only entity without asking, and is ready for the next line", async () => {
  const told = shown({});
  await lineOf("甲公司");
  expect(screen.queryByText(/我方主体/)).toBeNull();
  type();
  expect((await screen.findByRole("status")).textContent).toContain("戊公司 ¥1,234.50");
  expect(told).toEqual([{ path: "/receipts/commands", body: { type: "book_receipt", own_entity: "e1", method: "transfer", amount_minor: 123_450, payer_name: "戊公司", bank_serial: "S-9" } }]);
  expect((screen.getByLabelText(/银行流水号\*/) as HTMLInputElement).value).toBe("");
});

test.each([
  ["bank_serial", { code: "bank_serial_taken", detail: "这笔银行流水已经登记。", params: { receipt: "1" } }],
  ["received_on", { code: "in_future", detail: "到账日期不能晚于现在。", params: { field: "received_on" } }],
  ["amount_minor", { code: "negative_amount", detail: "金额不能小于零。", params: { field: "amount_minor" } }],
])("a refusal stands at the field that it means: %s", async (field, refusal) => {
  shown({ entities: 2, refusal });
  await lineOf("甲公司");
  expect(screen.getByText(/我方主体/)).toBeTruthy();
  type();
  const alert = await screen.findByRole("alert");
  expect(alert.closest("[data-path]")?.getAttribute("data-path")).toBe(field);
  expect(alert.textContent).toBe(refusal.detail);
  expect((screen.getByLabelText(/银行流水号\*/) as HTMLInputElement).value).toBe("S-9");
});

test("whoever may reverses one that stands, with a reason", async () => {
  const told = shown({ mayBook: false, mayReverse: true });
  await lineOf("甲公司");
  expect(within(await lineOf("丁公司")).queryByRole("button")).toBeNull();
  fireEvent.click(within(await lineOf("甲公司")).getByRole("button", { name: "冲销 甲公司 ¥1,000.00" }));
  const dialog = screen.getByRole("dialog", { name: "冲销到账" });
  fireEvent.change(within(dialog).getByLabelText(/冲销原因/), { target: { value: "重复登记了一次" } });
  fireEvent.click(within(dialog).getByRole("button", { name: "冲销到账" }));
  await vi.waitFor(() => expect(told).toEqual([{ path: "/receipts/1/commands", body: { type: "reverse_receipt", reason: "重复登记了一次" } }]));
});

test("proposes what a free receipt pays, with the reasons, and one click gives the command", async () => {
  const told = shown({ mayBook: false });
  expect(within(await lineOf("丙公司")).queryByRole("button", { name: /分配建议/ })).toBeNull();
  fireEvent.click(await within(await lineOf("甲公司")).findByRole("button", { name: /分配建议/ }));
  const list = await screen.findByRole("list", { name: "分配建议" });
  const [first, second] = within(list).getAllByRole("listitem");
  expect(first?.textContent).toContain("付款方是合同方");
  expect(second?.textContent).toContain("附言有编号 HT-2026-9");
  expect(second?.textContent).toContain("付款方不是合同方");
  fireEvent.click(await within(list).findByRole("button", { name: "按建议核销到 甲公司 SJ-d1" }));
  await vi.waitFor(() => expect(told).toEqual([{ path: "/deals/d1/commands", body: { type: "allocate_receipt", receipt: "1", allocations: [{ instalment: "i1", amount_minor: 100_000 }] } }]));
});
