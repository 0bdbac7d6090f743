/** What differs between two contents of one form, field by field and row by row. It finds, it judges nothing. */
import { type Body, type DocumentForm, type Field, isEmpty, kindOf } from "./definition";

/** A field that differs. */
export interface FieldChange {
  /** `amount_gross`, `lines[2].unit_price`. */
  path: string;
  /** The field and, inside a table, the table before it. */
  fields: Field[];
  /** The row inside a table, from 1. */
  row?: number;
  before: unknown;
  after: unknown;
}

/** Whether two values say the same: nothing is nothing, however it is written. */
export function same(a: unknown, b: unknown): boolean {
  if (isEmpty(a) && isEmpty(b)) return true;
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value as Body).filter(([, one]) => !isEmpty(one));
  return Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b)).map(([key, one]) => [key, sorted(one)]));
}

/** Every field of the form that differs, in the order of the form. */
export function changesOf(form: DocumentForm, before: Body, after: Body): FieldChange[] {
  return form.sections.flatMap((section) => section.fields).flatMap((field) => ofField(field, before[field.key], after[field.key]));
}

function ofField(field: Field, before: unknown, after: unknown): FieldChange[] {
  if (same(before, after)) return [];
  const columns = kindOf(field.type).columns;
  if (!columns) return [{ path: field.key, fields: [field], before, after }];
  const [old, now] = [rows(before), rows(after)];
  return Array.from({ length: Math.max(old.length, now.length) }, (_, row) => row).flatMap((row) =>
    columns.flatMap((column) => {
      const [a, b] = [old[row]?.[column.key], now[row]?.[column.key]];
      return same(a, b) ? [] : [{ path: `${field.key}[${row}].${column.key}`, fields: [field, column], row: row + 1, before: a, after: b }];
    }),
  );
}

const rows = (value: unknown) => (Array.isArray(value) ? value : []) as Body[];

/** The top-level keys in which two contents differ. */
export function keysThatDiffer(before: Body, after: Body): string[] {
  return Object.keys({ ...before, ...after }).filter((key) => !same(before[key], after[key]));
}
