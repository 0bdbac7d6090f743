/** What a stage costs those who work in it: clicks and fields typed into, counted where they happen. */
import { readFileSync, writeFileSync } from "node:fs";
import type { Page } from "@playwright/test";

export interface Effort {
  clicks: number;
  typed: number;
}

const tally = new Map<string, Effort>();

/** Counts what is done on a page from now on, for a stage. A finger down is a click; a field is typed into once, until another one is. */
export async function counted(page: Page, stage: string): Promise<Page> {
  const of = tally.get(stage) ?? { clicks: 0, typed: 0 };
  tally.set(stage, of);
  await page.exposeFunction("tally", (what: keyof Effort) => void of[what]++);
  await page.addInitScript(() => {
    const told = (what: string) => void (window as unknown as { tally: (what: string) => void }).tally(what);
    let last: EventTarget | null = null;
    addEventListener("pointerdown", () => told("clicks"), true);
    addEventListener("focusin", () => (last = null), true);
    addEventListener(
      "input",
      (event) => {
        const field = event.target as HTMLInputElement;
        if (field === last || field.type === "file" || field.tagName === "SELECT") return;
        last = field;
        told("typed");
      },
      true,
    );
  });
  return page;
}

/** What was counted so far, by stage. */
export const efforts = () => tally;

/** A line of the table: a stage, what it cost, and how many entries stand on its finished papers. */
export interface Line extends Effort {
  stage: string;
  paper: number;
}

const FILE = new URL("../../../docs/guide/effort.md", import.meta.url).pathname;

const ROW = /^\| (.+?) \| (\d+) \| (\d+) \| (\d+) \|$/gm;

/** The table as it is committed. */
export function committed(): Line[] {
  return [...readFileSync(FILE, "utf8").matchAll(ROW)].map(([, stage, clicks, typed, paper]) => ({ stage: stage as string, clicks: Number(clicks), typed: Number(typed), paper: Number(paper) }));
}

/** Puts what was counted in the place of the committed rows. */
export function commit(lines: Line[]) {
  const rows = lines.map(({ stage, clicks, typed, paper }) => `| ${stage} | ${clicks} | ${typed} | ${paper} |`).join("\n");
  const text = readFileSync(FILE, "utf8");
  const [first] = text.match(/^\| 阶段 .*\n\|[-:| ]+\|\n/m) ?? [];
  if (!first) throw new Error(`${FILE} has no table`);
  writeFileSync(FILE, text.replace(ROW, "").replace(first, `${first}${rows}\n`).replace(/\n{3,}/g, "\n\n"));
}

/** How many entries a paper has on it: every field that is filled, each cell of its tables. */
export function entries(value: unknown): number {
  if (value === null || value === undefined || value === "") return 0;
  if (Array.isArray(value)) return value.some((one) => typeof one === "object") ? value.reduce((sum: number, one) => sum + entries(one), 0) : Number(value.length > 0);
  if (typeof value === "object") return Object.values(value).reduce((sum: number, one) => sum + entries(one), 0);
  return 1;
}
