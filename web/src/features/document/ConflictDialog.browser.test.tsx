import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import type { DealView } from "@/features/deal/model";
import type { DocumentForm, Field } from "@/lib/definition";
import { restOfWords, speak, startWords } from "@/lib/i18n";
import { ConflictDialog } from "./ConflictDialog";

beforeAll(async () => {
  await startWords();
  await speak("zh-CN");
  await restOfWords();
});
afterEach(cleanup);

const field = (key: string, name: string): Field => ({ key, name: { zh: name, en: name }, type: "line", required: "optional", fillers: [], personal: false });
const form: DocumentForm = { name: { zh: "商务报价单", en: "Quotation" }, stage: "proposal", fillers: [], many: false, sections: [{ name: { zh: "条款", en: "Terms" }, fields: [field("place", "交付地点"), field("warranty", "质保"), field("freight", "运费")] }] };
const base = { place: "客户工厂", warranty: "一年", freight: "含" };
const mine = { ...base, place: "我方仓库", warranty: "两年" };
const theirs = { ...base, place: "港口", freight: "不含" };

function shown(resolved: (body: object, revision: number) => void) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } });
  const answer = (body: object) => ({ body, latest_revision: 2, fields: [], document: { submitted_by: { id: "p", name: "吴敏" }, submitted_at: new Date().toISOString(), revision: 2 } });
  client.setQueryData(["deal", "d", "document", "q", undefined], answer(theirs));
  client.setQueryData(["deal", "d", "document", "q", 1], answer(base));
  vi.stubGlobal("fetch", () => new Promise(() => undefined));
  render(
    <QueryClientProvider client={client}>
      <ConflictDialog deal={{ id: "d" } as DealView} document="q" form={form} mine={mine} from={1} resolved={resolved} close={() => undefined} />
    </QueryClientProvider>,
  );
}

test("who changed it is named; only what both changed is asked, the rest is put together", () => {
  shown(() => undefined);
  expect(screen.getByText(/吴敏 .* V2/)).toBeTruthy();
  expect(screen.getByText(/运费/)).toBeTruthy();
  expect(screen.getAllByRole("radio")).toHaveLength(2);
  const row = screen.getByRole("rowheader", { name: "交付地点" }).closest("tr") as HTMLElement;
  expect(within(row).getByText("我方仓库")).toBeTruthy();
  expect(within(row).getByText("港口")).toBeTruthy();
});

test("mine stands until theirs is taken, and the new revision follows theirs", () => {
  const resolved = vi.fn();
  shown(resolved);
  fireEvent.click(screen.getByRole("button", { name: /V3/ }));
  expect(resolved).toHaveBeenLastCalledWith({ place: "我方仓库", warranty: "两年", freight: "不含" }, 2);
  fireEvent.click(screen.getByRole("radio", { name: "用对方的" }));
  fireEvent.click(screen.getByRole("button", { name: /V3/ }));
  expect(resolved).toHaveBeenLastCalledWith({ place: "港口", warranty: "两年", freight: "不含" }, 2);
});
