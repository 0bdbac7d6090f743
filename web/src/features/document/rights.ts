/** What the server lets this person do with the fields of a paper, and where a value was filled in from. */
import { same } from "@/lib/compare";
import type { Body, DocumentForm, Field } from "@/lib/definition";
import { label } from "@/lib/i18n";
import type { Process } from "@/lib/process";

interface Right {
  key: string;
  sees: boolean;
  fills: boolean;
}

/** The word of a role. */
export function roleName(process: Process, key: string): string {
  return label(process.roles.find((role) => role.key === key)?.name) || key;
}

/** Who fills a field, where this person does not. */
export function fillersOf(field: Field, form: DocumentForm, process: Process, owner: string): string {
  const roles = field.fillers.length ? field.fillers : form.fillers;
  return roles.map((role) => (role === "owner" ? owner : roleName(process, role))).join("、");
}

/** Fields that this person may not fill or not see. */
export function rightsOf(rights: Right[]): { fills: (key: string) => boolean; sees: (key: string) => boolean } {
  const by = new Map(rights.map((right) => [right.key, right]));
  return { fills: (key) => by.get(key)?.fills ?? true, sees: (key) => by.get(key)?.sees ?? true };
}

/** By field, the name of the paper that its value was taken from, while it still is that value. */
export function sourcesOf(form: DocumentForm, process: Process, proposed: Body, value: Body): Record<string, string> {
  const fields = form.sections.flatMap((section) => section.fields);
  const from = fields.flatMap((field): [string, string][] => {
    const paper = process.documents[field.prefill?.split(".")[0] ?? ""];
    const stands = proposed[field.key] !== undefined && same(proposed[field.key], value[field.key]);
    return paper && stands ? [[field.key, label(paper.name)]] : [];
  });
  return Object.fromEntries(from);
}
