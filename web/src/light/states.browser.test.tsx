import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { startWords } from "@/lib/i18n";
import { ProblemError } from "@/lib/problem";
import { Button } from "./Button";
import { Failure } from "./states";

beforeAll(startWords);
afterEach(cleanup);

test("a fault shows the server's words and its number, and can be tried again", () => {
  const retry = vi.fn();
  const error = new ProblemError({ status: 503, code: "unavailable", title: "暂不可用", detail: "稍后再试。", params: {}, requestId: "01a2" });
  render(<Failure error={error} retry={retry} />);
  expect(screen.getByRole("alert").textContent).toContain("暂不可用");
  expect(screen.getByText("01a2")).toBeTruthy();
  fireEvent.click(screen.getAllByRole("button").at(-1) as HTMLElement);
  expect(retry).toHaveBeenCalledOnce();
});

test("a locked button stays reachable and says that it is closed", () => {
  render(<Button look="locked">进入「交付」</Button>);
  const button = screen.getByRole<HTMLButtonElement>("button", { name: "进入「交付」" });
  expect(button.getAttribute("aria-disabled")).toBe("true");
  button.focus();
  expect(document.activeElement).toBe(button);
});
