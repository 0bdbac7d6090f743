import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import type { Body, Field } from "@/lib/definition";
import { restOfWords, speak, startWords } from "@/lib/i18n";
import { Milestones } from "./Milestones";

beforeAll(async () => {
  await startWords();
  await speak("zh-CN");
  await restOfWords();
});
afterEach(cleanup);

const column = (key: string, type: Field["type"]): Field => ({ key, name: { zh: key, en: key }, type, required: "required", fillers: [], personal: false });
const field: Field = { ...column("milestones", "line"), type: { table: [column("no", "integer"), column("name", "line")] } };

test("a milestone that is begun has the next number, and who types another one keeps it", async () => {
  const kept = vi.fn();
  function Plan() {
    const [rows, setRows] = useState<Body[]>([]);
    return <Milestones field={field} id="milestones" path="milestones" value={rows} record={{}} computed={undefined} problems={[]} onChange={(next) => (setRows(next as Body[]), kept(next))} put={() => undefined} />;
  }
  render(<QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { enabled: false } } })}><Plan /></QueryClientProvider>);
  const cell = (name: string) => screen.getByLabelText<HTMLInputElement>(name);
  fireEvent.change(cell("name 1"), { target: { value: "上线" } });
  fireEvent.keyDown(cell("name 1"), { key: "Enter" });
  await waitFor(() => expect(document.activeElement).toBe(cell("name 2")));
  expect(kept.mock.lastCall?.[0]).toEqual([{ name: "上线", no: 1 }, {}]);
  fireEvent.change(cell("name 2"), { target: { value: "终验" } });
  fireEvent.change(cell("no 2"), { target: { value: "" } });
  fireEvent.change(cell("no 2"), { target: { value: "9" } });
  expect(kept.mock.lastCall?.[0]).toEqual([{ name: "上线", no: 1 }, { name: "终验", no: 9 }]);
});
