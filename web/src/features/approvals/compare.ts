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

/** The fields that say something, changed ones first; without a revision before, all stand as they are. */
export function differences(form: DocumentForm, now: Body, before: Body | undefined): Difference[] {
  const fields = form.sections.flatMap((section) => section.fields).filter((field) => !UNSHOWN.includes(kindOf(field.type).kind));
  const all = fields
    .filter((field) => !isEmpty(now[field.key]) || !isEmpty(before?.[field.key]))
    .map((field) => ({ field, now: now[field.key], before: before?.[field.key], changed: !!before && !same(now[field.key], before[field.key]) }));
  return before ? [...all.filter((one) => one.changed), ...all.filter((one) => !one.changed)] : all;
}

function same(a: unknown, b: unknown): boolean {
  if (isEmpty(a) && isEmpty(b)) return true;
  return JSON.stringify(a) === JSON.stringify(b);
}
