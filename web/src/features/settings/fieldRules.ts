/** Field rules, as the settings keep them, and what the process says of forms by itself, said alike. */
import { type Field, kindOf } from "@/lib/definition";
import { label } from "@/lib/i18n";
import type { Process } from "@/lib/process";

export const RULINGS = ["only", "hidden", "masked", "fixed"] as const;

export interface FieldRule {
  form: string;
  /** `lines.unit_cost` for a column; none for the form as a whole. */
  field: string | null;
  to: (typeof RULINGS)[number];
  roles: string[];
  stages: string[];
}

export const emptyRule = (): FieldRule => ({ form: "", field: null, to: "only", roles: [], stages: [] });

/** Whether a rule says enough to be sent. */
export const isWhole = (rule: FieldRule): boolean => !!rule.form && (rule.to === "only" ? rule.roles.length > 0 : rule.field !== null);

/** A rule without what its ruling does not take. */
export const fitted = (rule: FieldRule): FieldRule => (rule.to === "only" ? { ...rule, stages: [] } : rule);

/** The forms in the order of their stages. */
export function formsOf(process: Process): string[] {
  const stage = (kind: string) => process.stages.findIndex((one) => one.stage === process.documents[kind]?.stage);
  return Object.keys(process.documents).sort((a, b) => stage(a) - stage(b));
}

/** Every field of a form with its path, columns behind their table. */
export function fieldsOf(process: Process, form: string): { path: string; field: Field; table?: Field }[] {
  const top = process.documents[form]?.sections.flatMap((section) => section.fields) ?? [];
  return top.flatMap((field) => [{ path: field.key, field }, ...(kindOf(field.type).columns ?? []).map((column) => ({ path: `${field.key}.${column.key}`, field: column, table: field }))]);
}

/** Whether a rule may be about it: of columns those that the system fills. */
export const isRuled = ({ field, table }: { field: Field; table?: Field }): boolean => !table || field.required === "automatic" || field.required === "computed";

/** The name of a field, of a column behind that of its table. */
export function fieldName(process: Process, form: string, path: string): string {
  const found = fieldsOf(process, form).find((one) => one.path === path);
  return found ? [found.table?.name, found.field.name].flatMap((name) => (name ? [label(name)] : [])).join(" · ") : path;
}

/** What the process keeps from some by itself. */
export function rulesOfProcess(process: Process): FieldRule[] {
  return formsOf(process).flatMap((form) => {
    const only = (field: string | null, roles: string[]): FieldRule[] => (roles.length ? [{ form, field, to: "only", roles, stages: [] }] : []);
    const ofField = ({ path, field }: { path: string; field: Field }): FieldRule[] => [
      ...only(path, typeof field.visible === "object" ? field.visible.roles : []),
      ...(field.limits ?? []).map((limit) => ({ form, field: path, to: limit.to as FieldRule["to"], roles: limit.except, stages: limit.stages })),
    ];
    return [...only(null, process.documents[form]?.readers ?? []), ...fieldsOf(process, form).flatMap(ofField)];
  });
}
