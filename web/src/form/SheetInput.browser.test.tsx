import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import type { Body, Field } from "@/lib/definition";
import { restOfWords, speak, startWords } from "@/lib/i18n";
import { SheetInput } from "./SheetInput";

beforeAll(async () => {
  await startWords();
  await speak("zh-CN");
  await restOfWords();
});
afterEach(cleanup);

const column = (key: string, type: Field["type"] = "line", required: Field["required"] = "required"): Field => ({ key, name: { zh: key, en: key }, type, required, fillers: [], personal: false });
const rate = column("税率", { choice: [{ key: "13", name: { zh: "13%", en: "13%" } }] });
const lines: Field = { ...column("明细"), type: { table: [column("名称"), column("数量", "quantity"), column("单价", "price"), rate, column("小计", "money", "computed")] } };

/** The sheet with a state around it, inside a form that would submit on Enter. */
function Around({ kept, submit, before = [] }: { kept: (rows: Body[]) => void; submit?: () => void; before?: Body[] }) {
  const [rows, setRows] = useState<Body[]>(before);
  return (
    <QueryClientProvider client={new QueryClient()}>
      <form onSubmit={(event) => (event.preventDefault(), submit?.())}>
        <SheetInput field={lines} id="lines" path="lines" value={rows} record={{}} computed={[{ 小计: 123450 }]} problems={[{ path: "lines[0].数量", code: "required", message: "必填" }]} onChange={(next) => (setRows(next as Body[]), kept(next as Body[]))} put={() => undefined} />
        <button type="submit">提交</button>
      </form>
    </QueryClientProvider>
  );
}

const cell = (name: string) => screen.getByLabelText<HTMLInputElement>(name);

function paste(target: HTMLElement, text: string) {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  fireEvent(target, new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}

test("a block from a spreadsheet fills the rows, and what the server computed is not overwritten", async () => {
  const kept = vi.fn();
  render(<Around kept={kept} />);
  paste(cell("名称 1"), "MES 标准版\t1\t¥860,000.00\t13%\t999\n实施服务\t90\t5,200\t13%\t1\n");
  await waitFor(() => expect(cell("名称 2").value).toBe("实施服务"));
  expect(kept.mock.lastCall?.[0]).toEqual([
    { 名称: "MES 标准版", 数量: "1", 单价: "860000.00", 税率: "13" },
    { 名称: "实施服务", 数量: "90", 单价: "5200", 税率: "13" },
  ]);
});

test("one value is pasted into its cell by the browser, not taken for a block", () => {
  const kept = vi.fn();
  render(<Around kept={kept} />);
  paste(cell("名称 1"), "一个名称");
  expect(kept).not.toHaveBeenCalled();
});

test("Enter goes down and adds a row; Ctrl D copies from above; nothing submits", async () => {
  const submit = vi.fn();
  const kept = vi.fn();
  render(<Around kept={kept} submit={submit} before={[{ 名称: "甲", 单价: "9" }]} />);
  cell("单价 1").focus();
  fireEvent.keyDown(cell("单价 1"), { key: "Enter" });
  await waitFor(() => expect(document.activeElement).toBe(cell("单价 2")));
  fireEvent.keyDown(cell("单价 2"), { key: "d", ctrlKey: true });
  expect(kept.mock.lastCall?.[0]).toEqual([{ 名称: "甲", 单价: "9" }, { 单价: "9" }]);
  expect(submit).not.toHaveBeenCalled();
});

test("Enter takes a date that was typed, and goes on to a new row with it", async () => {
  const dated: Field = { ...column("节点"), type: { table: [column("名称"), column("计划日期", "date")] } };
  const kept = vi.fn();
  function Dated() {
    const [rows, setRows] = useState<Body[]>([{ 名称: "上线" }]);
    return <SheetInput field={dated} id="nodes" path="nodes" value={rows} record={{}} computed={undefined} problems={[]} onChange={(next) => (setRows(next as Body[]), kept(next))} put={() => undefined} />;
  }
  const { container } = render(<QueryClientProvider client={new QueryClient()}><Dated /></QueryClientProvider>);
  const input = container.querySelector<HTMLInputElement>('[data-path="nodes[0].计划日期"] input') as HTMLInputElement;
  fireEvent.mouseDown(input);
  fireEvent.focus(input);
  fireEvent.change(input, { target: { value: "2026-12-26" } });
  fireEvent.keyDown(input, { key: "Enter" });
  await waitFor(() => expect(kept.mock.lastCall?.[0]).toEqual([{ 名称: "上线", 计划日期: "2026-12-26" }, {}]));
});

test("Enter that picks a candidate of an input method is left to it", () => {
  const kept = vi.fn();
  render(<Around kept={kept} before={[{ 名称: "甲" }]} />);
  cell("名称 1").focus();
  fireEvent.keyDown(cell("名称 1"), { key: "Enter", isComposing: true });
  fireEvent.keyDown(cell("名称 1"), { key: "Process", keyCode: 229 });
  expect(kept).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(cell("名称 1"));
});

test("a problem stands at its cell, in words", () => {
  render(<Around kept={() => undefined} before={[{ 名称: "甲" }]} />);
  expect(cell("数量 1").getAttribute("aria-invalid")).toBe("true");
  expect(screen.getByRole("alert").textContent).toContain("必填");
});
