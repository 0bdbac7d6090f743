/** The words of the definition's own keys: spans, triggers, parties, kinds of fields. */
import type { TFunction } from "i18next";
import { type Field, kindOf } from "@/lib/definition";
import { label } from "@/lib/i18n";
import type { PartyDefinition, Process, SpanDefinition, TriggerDefinition } from "@/lib/process";
import type { Part } from "./model";

type Key = "rule.title";

/** A key of the section that the definition names; the key itself where there is no word for it. */
function word(t: TFunction, key: string, values: Record<string, unknown> = {}): string {
  return t(`rule.${key}` as Key, { defaultValue: key.split(".").pop(), ...values });
}

/** `2 个工作日`. */
export function spanWord(t: TFunction, span: SpanDefinition): string {
  if (typeof span === "string") return word(t, `span.${span}`);
  const [unit, n] = Object.entries(span)[0] ?? ["", 0];
  return word(t, `span.${unit}`, { n: typeof n === "number" ? n : n.hour });
}

export function triggerWord(t: TFunction, process: Process, trigger: TriggerDefinition): string {
  if (typeof trigger === "string") return word(t, `trigger.${trigger}`);
  return t("rule.submitted", { document: documentName(process, trigger.document_submitted) });
}

export function roleName(process: Process, key: string): string {
  return label(process.roles.find((role) => role.key === key)?.name) || key;
}

export function partyWord(t: TFunction, process: Process, party: PartyDefinition): string {
  if (typeof party !== "string") return "role" in party ? roleName(process, party.role) : t("rule.anywhere", { role: roleName(process, party.anywhere) });
  return process.roles.some((role) => role.key === party) ? roleName(process, party) : word(t, `party.${party}`);
}

/** Names of documents stand in their brackets in Chinese only. */
export function documentName(process: Process, kind: string): string {
  const form = process.documents[kind];
  const name = label(form?.name) || kind;
  return name === form?.name.zh ? `《${name}》` : name;
}

export function commandName(t: TFunction, key: string): string {
  return word(t, `command.${key}`);
}

export function typeWord(t: TFunction, field: Field): string {
  return word(t, `fieldType.${kindOf(field.type).kind}`);
}

/** The name of a part, and what stands under it in the graph. */
export function partWords(t: TFunction, process: Process, { kind, key }: Part): { name: string; note: string } {
  if (kind === "stage") {
    const stage = process.stages.find((one) => one.stage === key);
    const place = process.stages.findIndex((one) => one.stage === key) + 1;
    return { name: `${place} ${label(stage?.name)}`, note: stage?.norm_working_days ? `${t("rule.norm")} ${spanWord(t, { working_days: stage.norm_working_days })}` : t("rule.kind.stage") };
  }
  if (kind === "gate") {
    const gate = process.gates[key];
    return { name: `${key} ${label(gate?.name)}`, note: t("rule.conditionCount", { count: gate?.conditions.length ?? 0 }) };
  }
  if (kind === "document") {
    const form = process.documents[key];
    const count = form?.sections.reduce((sum, section) => sum + section.fields.length, 0) ?? 0;
    return { name: label(form?.name), note: [form?.form_no ? t("rule.formNo", { no: form.form_no }) : "", t("rule.fieldCount", { count })].filter(Boolean).join(" · ") };
  }
  if (kind === "chain") {
    const chain = process.chains[key];
    return { name: `${key} ${label(chain?.name)}`, note: chain?.steps.map((step) => roleName(process, step.role)).join(" → ") ?? "" };
  }
  if (kind === "clock") {
    const clock = process.clocks[key];
    return { name: `${key} ${label(clock?.name)}`, note: clock ? `${spanWord(t, clock.due)} · ${partyWord(t, process, clock.debtor)}` : "" };
  }
  const role = process.roles.find((one) => one.key === key);
  return { name: label(role?.name), note: word(t, `scopes.${role?.scope ?? "own"}`) };
}
