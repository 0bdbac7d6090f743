/** What a paper says beside its revision before: compared field by field for the eye; what the difference means, the server says. */
import { type Body, type DocumentForm, type Field, isEmpty, kindOf } from "@/lib/definition";

/** A field of the paper, and what it was. */
export interface Difference {
  field: Field;
  now: unknown;
  before?: unknown;
  changed: boolean;
}

const UNSHOWN = ["reference", "references", "file", "files"];
const LEADING = ["money", "percent"];
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

/** The fields that say something, changed ones first; without a revision before, amounts lead. */
export function differences(form: DocumentForm, now: Body, before: Body | undefined): Difference[] {
  const fields = form.sections.flatMap((section) => section.fields).filter((field) => !UNSHOWN.includes(kindOf(field.type).kind));
  const all = fields
    .filter((field) => (!isEmpty(now[field.key]) || !isEmpty(before?.[field.key])) && !ID.test(String(now[field.key] ?? "")))
    .map((field) => ({ field, now: now[field.key], before: before?.[field.key], changed: !!before && !same(now[field.key], before[field.key]) }));
  const first = before ? (one: Difference) => one.changed : (one: Difference) => LEADING.includes(kindOf(one.field.type).kind);
  return [...all.filter(first), ...all.filter((one) => !first(one))];
}

function same(a: unknown, b: unknown): boolean {
  if (isEmpty(a) && isEmpty(b)) return true;
  return JSON.stringify(a) === JSON.stringify(b);
}
