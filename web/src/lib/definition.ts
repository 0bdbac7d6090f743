/** The process definition as the browser reads it: forms, labels and words. It draws them and judges nothing. */

/** A text in both languages. */
export interface Label {
  zh: string;
  en: string;
}

/** An option of a choice. */
export interface Choice {
  key: string;
  name: Label;
}

/** What a field holds. */
export type FieldType = "line" | "text" | "integer" | "money" | "price" | "quantity" | "percent" | "boolean" | "date" | "instant" | "file" | "files" | { choice: Choice[] } | { choices: Choice[] } | { reference: string } | { references: string } | { table: Field[] };

/** A field of a form or of a sub-table. */
export interface Field {
  key: string;
  name: Label;
  type: FieldType;
  required: "required" | "conditional" | "optional" | "automatic" | "computed";
  when?: { field: string; is: string[]; is_not: string[]; else_optional?: boolean } | null;
  max_chars?: number | null;
  min_chars?: number | null;
  min_rows?: number | null;
  check?: string | null;
  fillers: string[];
  needed_at?: string | null;
  personal: boolean;
  /** Who sees it, where not all do. */
  visible?: "all" | { roles: string[] };
  /** What stages keep from some. */
  limits?: { stages: string[]; except: string[]; to: string }[];
  /** Kept from the moment that it was first handed in. */
  locked?: boolean;
  example?: string | null;
  /** What it is filled from: an earlier paper, a field of it, or what the server knows. */
  prefill?: string | null;
}

/** A part of a form. */
export interface Section {
  name: Label;
  fields: Field[];
}

/** The form of one kind of document. */
export interface DocumentForm {
  name: Label;
  form_no?: number | null;
  stage: string;
  fillers: string[];
  many: boolean;
  chain?: string | null;
  /** Stages besides its own in which it may be handed in. */
  also_in?: string[];
  /** Roles that may read it, where not all do. */
  readers?: string[];
  sections: Section[];
}

/** A document as one types it. */
export type Body = Record<string, unknown>;

/** The word of a field's type, and what belongs to it. */
export function kindOf(type: FieldType): { kind: string; options?: Choice[]; target?: string; columns?: Field[] } {
  if (typeof type === "string") return { kind: type };
  if ("choice" in type) return { kind: "choice", options: type.choice };
  if ("choices" in type) return { kind: "choices", options: type.choices };
  if ("reference" in type) return { kind: "reference", target: type.reference };
  if ("references" in type) return { kind: "references", target: type.references };
  return { kind: "table", columns: type.table };
}

/** Nothing typed. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === "string") return value.trim() === "";
  if (Array.isArray(value)) return value.length === 0;
  return false;
}

/** Whether a person is asked for a field now: conditional fields wait for their condition, the system's own are not typed. */
export function isAsked(field: Field, record: Body): boolean {
  if (field.required === "automatic" || field.required === "computed") return false;
  if (field.required !== "conditional" || !field.when || field.when.else_optional) return true;
  return applies(field, record) || !isEmpty(record[field.key]);
}

/** Whether the mark of a required field belongs to it. */
export function isMarked(field: Field, record: Body): boolean {
  if (field.needed_at) return false;
  return field.required === "required" || (field.required === "conditional" && !!field.when && applies(field, record));
}

function applies(field: Field, record: Body): boolean {
  const when = field.when;
  if (!when) return false;
  const value = record[when.field];
  if (isEmpty(value)) return false;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return (when.is.length === 0 || when.is.includes(text)) && !when.is_not.includes(text);
}

/** A body without what nobody typed, as the server wants it. */
export function cleaned(body: Body): Body {
  const entries = Object.entries(body).filter(([, value]) => !isEmpty(value));
  return Object.fromEntries(entries.map(([key, value]) => [key, cleanedValue(value)]));
}

/** A form inside a command is cleaned like one of its own. */
function cleanedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cleanedRow).filter((row) => !isEmpty(row));
  return typeof value === "object" ? cleaned(value as Body) : value;
}

function cleanedRow(row: unknown): unknown {
  if (typeof row !== "object" || row === null || Array.isArray(row)) return row;
  const record = cleaned(row as Body);
  return Object.keys(record).length ? record : undefined;
}
