import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, test, vi } from "vitest";
import type { Body, DocumentForm } from "@/lib/definition";
import { openFormQuery } from "./useDraft";
import { useReproposal } from "./useReproposal";

afterEach(cleanup);

const form = { sections: [{ name: { zh: "申请", en: "Request" }, fields: [{ key: "lines", prefill: "invoice_lines" }] }] } as unknown as DocumentForm;
const [first, second] = [[{ name: "软件", amount: 1 }], [{ name: "软件", amount: 2 }]];

/** An invoice at which the instalment is changed from the first to the second, with these lines in it. */
async function changed(lines: Body[]) {
  const client = new QueryClient();
  client.setQueryData(openFormQuery("d", "invoice", "1").queryKey, { body: { instalment: "1", lines: first }, fields: [] });
  client.setQueryData(openFormQuery("d", "invoice", "2").queryKey, { body: { instalment: "2", lines: second }, fields: [] });
  const put = vi.fn();
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>;
  const { rerender } = renderHook((value: Body) => useReproposal("d", "invoice", form, value, put), { wrapper, initialProps: { instalment: "1", lines, note: "甲" } });
  expect(put).not.toHaveBeenCalled();
  rerender({ instalment: "2", lines, note: "乙" });
  return put;
}

test("lines that stand as they were proposed follow the instalment, and nothing else is touched", async () => {
  const put = await changed(first);
  await waitFor(() => expect(put).toHaveBeenCalledWith({ instalment: "2", lines: second, note: "乙" }));
});

test("lines that somebody changed stay his", async () => {
  const put = await changed([{ name: "软件", amount: 7 }]);
  expect(put).not.toHaveBeenCalled();
});
