/** A value as people read it. */
import { type Field, isEmpty, kindOf } from "@/lib/definition";
import { day, moment } from "@/lib/due";
import { label } from "@/lib/i18n";
import { yuan } from "@/lib/money";

type Translate = (key: "form.yes" | "form.no") => string;

/** The text of a value that is not a table, a reference or a file. */
export function shownValue(field: Field, value: unknown, t: Translate): string {
  if (isEmpty(value)) return "—";
  const { kind, options = [] } = kindOf(field.type);
  const named = (key: unknown) => label(options.find((option) => option.key === key)?.name) || String(key);
  switch (kind) {
    case "money":
      return yuan(value as number);
    case "percent":
      return `${percent(String(value))} %`;
    case "boolean":
      return t(value ? "form.yes" : "form.no");
    case "date":
      return day(String(value));
    case "instant":
      return moment(String(value));
    case "choice":
      return named(value);
    case "choices":
      return (value as unknown[]).map(named).join("、");
    default:
      return String(value);
  }
}

/** Two digits after the point are enough to read; what counts keeps them all. */
function percent(text: string): string {
  return /\.\d{3,}$/.test(text) ? Number(text).toFixed(2) : text;
}

/** What only a program reads: an id that no name belongs to. */
export function isBareId(field: Field, value: unknown): boolean {
  return field.type === "line" && typeof value === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}
