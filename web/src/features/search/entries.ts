/** What Ctrl K offers beside records: pages, and acts that need no record. */
import type { Entry } from "@/app/menu";
import type { Schemas } from "@/lib/api";

export type Hit = Schemas["Hit"];

/** One line of the list. */
export interface Line {
  key: string;
  group: "records" | "pages" | "acts";
  kind: string;
  title: string;
  note?: string | null;
  go: () => void;
}

interface Named {
  entry: Entry;
  title: string;
  /** Both languages, so that a page is found by either. */
  words: string;
}

/** Pages whose name holds what was typed; all of them while nothing is typed. */
export function pagesFor(typed: string, pages: Named[]): Named[] {
  const wanted = typed.trim().toLowerCase();
  return wanted ? pages.filter((page) => `${page.title} ${page.words} ${page.entry.to}`.toLowerCase().includes(wanted)) : pages;
}

/** The line after or before, going round. */
export function step(at: number, by: 1 | -1, count: number): number {
  return count ? (at + by + count) % count : 0;
}
