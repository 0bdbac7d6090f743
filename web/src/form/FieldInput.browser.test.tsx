import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import type { Field } from "@/lib/definition";
import { restOfWords, speak, startWords } from "@/lib/i18n";
import { FieldInput } from "./FieldInput";

beforeAll(async () => {
  await startWords();
  await speak("zh-CN");
  await restOfWords();
});
afterEach(cleanup);

const field: Field = { key: "legal", name: { zh: "为法定代表人", en: "Legal representative" }, type: "boolean", required: "required", fillers: [], personal: false };

test("a question that nobody answered shows no answer, and no is an answer", () => {
  const put = vi.fn();
  const { rerender } = render(<FieldInput field={field} id="legal" value={undefined} onChange={put} />);
  const pressed = () => screen.getAllByRole("button").filter((one) => one.getAttribute("aria-pressed") === "true");
  expect(pressed()).toHaveLength(0);
  fireEvent.click(screen.getByRole("button", { name: "否" }));
  expect(put).toHaveBeenCalledWith(false);
  rerender(<FieldInput field={field} id="legal" value={false} onChange={put} />);
  expect(pressed().map((one) => one.textContent)).toEqual(["否"]);
});
