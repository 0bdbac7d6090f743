import { cleanup, render, screen, waitFor } from "@testing-library/react";
import i18n from "i18next";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { restOfWords, startWords } from "@/lib/i18n";
import "@/styles/index.css";
import { FigureCard } from "./FigureCard";
import type { Figure, Line } from "./model";
import { Tiles } from "./Tiles";

beforeAll(async () => {
  localStorage.setItem("tongguan.lang", "zh-CN");
  await startWords();
  await restOfWords();
  await i18n.changeLanguage("zh-CN");
});
afterEach(cleanup);

const line = (key: string, more: Partial<Line>): Line => ({ key, name: key, unit: "count", ...more }) as Line;
const total = line("合计", { part: 11, whole: 19, percent: "57.8947", rows: "/insights/rows?of=closed", part_rows: "/insights/rows?of=won" });
const figure: Figure = { key: "K11", name: "赢单率", readings: [{ variant: "win_rate", name: "按单数", formula: "赢单 ÷（赢单 + 输单）", total, lines: [line("赢单", { value: 11, rows: "/insights/rows?of=won" }), line("输单", { value: 8, rows: "/insights/rows?of=lost" })] }] };

test("a tile says the number, what it is out of and how it is reckoned, and opens its rows", () => {
  const open = vi.fn();
  render(<Tiles figures={[figure]} open={open} />);
  const tile = screen.getByRole("button");
  expect(tile.textContent).toBe("赢单率57.9%11 / 19 · 按单数");
  expect(tile.title).toContain("赢单 ÷（赢单 + 输单）");
  tile.click();
  expect(open).toHaveBeenCalledWith("/insights/rows?of=closed", "赢单率");
});

test("a figure is drawn as bars in the theme's colour, with its table and its formula beside them", async () => {
  const open = vi.fn();
  const { container } = render(<FigureCard figure={figure} open={open} />);
  await waitFor(() => expect(container.querySelectorAll("svg path").length).toBeGreaterThan(1), { timeout: 10_000 });
  expect(screen.getByRole("table").textContent).toContain("输单8");
  expect(container.textContent).toContain("赢单 ÷（赢单 + 输单）");
  screen.getByRole("button", { name: "8" }).click();
  expect(open).toHaveBeenCalledWith("/insights/rows?of=lost", "赢单率 · 输单");
});
