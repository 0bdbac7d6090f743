/** What of a paper was taken over from an earlier one, and what differs by now: the terms of a contract beside those of its quotation. */
import { same } from "@/lib/compare";
import { type Body, type DocumentForm, type Field, kindOf } from "@/lib/definition";

/** A term in both papers. */
export interface Term {
  field: Field;
  /** The row of a table, from 1. */
  row?: number;
  before: unknown;
  now: unknown;
  isSame: boolean;
}

/** A table that stands in both under other names. */
const TABLES: Record<string, Record<string, { of: string; columns: Record<string, string> }>> = {
  quotation: { payment_schedule: { of: "payment_terms", columns: { trigger_event: "condition", amount: "amount", days: "days" } } },
};

/** The kinds of papers that one is compared with: those that it takes more than one term from. */
export function sourcesOf(form: DocumentForm): string[] {
  const kinds = form.sections.flatMap((section) => section.fields).flatMap((field) => (field.prefill?.includes(".") ? [field.prefill.split(".")[0] as string] : []));
  return [...new Set(kinds)].filter((kind) => kinds.filter((one) => one === kind).length > 2 && TABLES[kind]);
}

/** Every term that came from `kind`, in the order of the form. */
export function termsFrom(form: DocumentForm, kind: string, before: Body, now: Body): Term[] {
  return form.sections
    .flatMap((section) => section.fields)
    .flatMap((field): Term[] => {
      const table = TABLES[kind]?.[field.key];
      if (table) return rowsOf(field, table.columns, before[table.of], now[field.key]);
      const [from, key] = field.prefill?.split(".") ?? [];
      return from === kind && key ? [{ field, before: before[key], now: now[field.key], isSame: same(before[key], now[field.key]) }] : [];
    });
}

function rowsOf(field: Field, columns: Record<string, string>, before: unknown, now: unknown): Term[] {
  const [old, mine] = [before, now].map((value) => (Array.isArray(value) ? value : []) as Body[]) as [Body[], Body[]];
  const rows = Array.from({ length: Math.max(old.length, mine.length) }, (_, row) => row);
  return rows.flatMap((row) =>
    Object.entries(columns).flatMap(([key, of]) => {
      const column = kindOf(field.type).columns?.find((one) => one.key === key);
      const [a, b] = [old[row]?.[of], mine[row]?.[key]];
      return column ? [{ field: { ...column, name: { zh: `${field.name.zh} ${column.name.zh}`, en: `${field.name.en}: ${column.name.en}` } }, row: row + 1, before: a, now: b, isSame: same(a, b) }] : [];
    }),
  );
}
