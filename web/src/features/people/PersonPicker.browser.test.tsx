import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { restOfWords, startWords } from "@/lib/i18n";
import { rowsQuery } from "@/lib/reference";
import { PersonPicker } from "./PersonPicker";

beforeAll(async () => {
  await startWords();
  await restOfWords();
});
afterEach(cleanup);

function shown(except?: string[]) {
  const client = new QueryClient();
  const row = (id: string, name: string, active = true) => ({ id, name, active, version: 1 });
  client.setQueryData(rowsQuery("/users").queryKey, [row("1", "张伟"), row("2", "李娜"), row("3", "王强", false), row("4", "张敏")]);
  const choose = vi.fn();
  render(
    <QueryClientProvider client={client}>
      <PersonPicker label="转交给" except={except} choose={choose} />
    </QueryClientProvider>,
  );
  return { choose, box: screen.getByRole("combobox", { name: "转交给" }) };
}

test("offers who works here and takes no part yet, and takes the caret", () => {
  const { box } = shown(["2"]);
  expect(screen.getAllByRole("option").map((one) => one.textContent?.trim())).toEqual(["张 张伟", "张 张敏"]);
  expect(document.activeElement).toBe(box);
});

test("arrows and Enter choose; Enter that picks a candidate of an input method does not", () => {
  const { choose, box } = shown();
  fireEvent.change(box, { target: { value: "张" } });
  fireEvent.keyDown(box, { key: "ArrowDown" });
  fireEvent.keyDown(box, { key: "Enter", keyCode: 229 });
  expect(choose).not.toHaveBeenCalled();
  fireEvent.keyDown(box, { key: "Enter" });
  expect(choose).toHaveBeenCalledWith({ id: "4", name: "张敏" });
});
