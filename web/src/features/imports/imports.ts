/** Imports as the server tells of them: what is read, how often, and how a file goes up. */
import { queryOptions } from "@tanstack/react-query";
import i18n from "i18next";
import { read, type Schemas } from "@/lib/api";
import { ask, newKey, read as answer } from "@/lib/http";
import type { Tone } from "@/light/Tag";

export type Import = Schemas["ImportView"];
export type Look = Schemas["ImportLook"];
export type Mark = Schemas["ImportMark"];

/** What the columns of a file mean; the server keeps it as it is. */
export interface Mapping {
  kind: string;
  sheet?: string;
  columns: Record<string, string>;
  values?: Record<string, Record<string, string>>;
  fixed?: Record<string, string>;
}

export const VERDICTS = ["new", "update", "unchanged", "duplicate", "error"] as const;
export type Verdict = (typeof VERDICTS)[number];

export const TONE: Record<Verdict, Tone> = { new: "green", update: "blue", unchanged: "plain", duplicate: "amber", error: "red" };
export const STATE_TONE: Record<string, Tone> = { checked: "blue", running: "blue", checking: "blue", undoing: "amber", done: "green", cancelled: "amber", undone: "plain", failed: "red", read: "plain" };

const AT_WORK = ["checking", "running", "undoing"];

export function isAtWork(one: Import): boolean {
  return AT_WORK.includes(one.state);
}

/** An import; asked again while the server works on it. */
export const importQuery = (id: string) => queryOptions({ queryKey: ["imports", id], queryFn: ({ signal }) => read("/imports/{id}", { path: { id }, signal }), refetchInterval: ({ state }) => (state.data && isAtWork(state.data) ? 700 : false) });

export const kindsQuery = queryOptions({ queryKey: ["imports", "kinds"], queryFn: ({ signal }) => read("/imports/kinds", { signal }), staleTime: 5 * 60_000 });

export const lookQuery = (id: string, sheet?: string) => queryOptions({ queryKey: ["imports", id, "look", sheet ?? ""], queryFn: ({ signal }) => read("/imports/{id}/look", { path: { id }, query: { sheet }, signal }), staleTime: Number.POSITIVE_INFINITY });

/** Sends a file and begins its import. */
export async function begin(kind: string, file: File): Promise<Import> {
  const where = `/api/v1/imports?${new URLSearchParams({ kind, name: file.name })}`;
  const headers = { accept: "application/json", "accept-language": i18n.language, "content-type": "application/octet-stream", "idempotency-key": newKey() };
  return (await answer<Import>(await fetch(where, { method: "POST", headers, body: file, credentials: "same-origin" }))).data;
}

/** Says what the columns mean. */
export async function map(id: string, mapping: Mapping): Promise<Import> {
  return (await ask<Import>(`/imports/${id}/mapping`, { method: "PUT", body: mapping })).data;
}

/** Gives a command to an import. */
export async function command(id: string, body: Schemas["ImportCommand"]): Promise<Import> {
  return (await ask<Import>(`/imports/${id}/commands`, { method: "POST", body })).data;
}

/** How many rows have a verdict. */
export function rowsOf(marks: Mark[], mark: string): number {
  return marks.find((one) => one.mark === mark)?.rows ?? 0;
}

/** The faults among the marks, the most frequent first. */
export function faultsOf(marks: Mark[]): Mark[] {
  return marks.filter((one) => one.mark.startsWith("error:")).sort((a, b) => b.rows - a.rows);
}

/** Where a column stands in a mapping: another field takes it away from the column that had it. */
export function assign(mapping: Mapping, heading: string, field: string): Mapping {
  const others = Object.entries(mapping.columns).filter(([other, taken]) => other !== heading && taken !== field);
  const columns = Object.fromEntries(field ? [...others, [heading, field]] : others);
  return { ...mapping, columns };
}

/** What a text of a column stands for; nothing where it is taken as it is. */
export function mean(mapping: Mapping, field: string, text: string, option: string): Mapping {
  const { [text]: _, ...rest } = mapping.values?.[field] ?? {};
  const said = option ? { ...rest, [text]: option } : rest;
  const { [field]: __, ...others } = mapping.values ?? {};
  return { ...mapping, values: Object.keys(said).length ? { ...others, [field]: said } : others };
}

/** What a field holds in rows that say nothing of it. */
export function fix(mapping: Mapping, field: string, value: string): Mapping {
  const { [field]: _, ...others } = mapping.fixed ?? {};
  return { ...mapping, fixed: value ? { ...others, [field]: value } : others };
}
