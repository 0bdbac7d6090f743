/** The fields of a command, drawn from what the server's OpenAPI document says, with our words for them. */
import type { TFunction } from "i18next";
import type { DealView } from "@/features/deal/model";
import { type Body, type Choice, type Field, type FieldType, kindOf, type Label } from "@/lib/definition";
import type { Process } from "@/lib/process";
import drawn from "./commands.gen.json";

interface Drawn {
  key: string;
  type: unknown;
  required: boolean;
}

/** Commands that name the deal's version: the way on, the way back, the owner. */
export const NEEDS_VERSION = new Set(["advance_stage", "return_stage", "reassign_owner", "claim_lead", "release_lead", "close_deal"]);

/** Commands whose body is a form of the process definition. */
export const BODY_OF: Record<string, string> = { move_visit: "visit_plan", conclude_review: "solution_review", file_original: "filing" };

/** Fields that count from 0 on the wire and from 1 for people. A milestone goes by the number that the plan gives it. */
export const COUNTED = new Set(["action"]);

const COMMANDS = drawn as Record<string, Drawn[]>;

/** What fields are drawn with. */
export interface Ground {
  deal: DealView;
  process: Process;
  t: TFunction;
}

/** The fields of a command, in the words of the language in force. */
export function fieldsOf(command: string, ground: Ground): Field[] {
  const fields = (COMMANDS[command] ?? []).filter((field) => field.type !== "object").map((field) => toField(command, field, ground));
  return fields.sort((a, b) => placeOf(a) - placeOf(b));
}

/** As one would fill them in: whom and what it is about, the answer, when, how much, then words and evidence. */
const ORDER = ["reference", "references", "choice", "choices", "boolean", "date", "instant", "money", "integer", "line", "table", "text", "file", "files"];

/** What it is about stands before whom it concerns. */
const ABOUT = new Set(["document", "contract", "visit", "review", "amendment", "instalment", "complaint", "receipt", "change", "need", "resource", "obligation"]);

function placeOf(field: Field): number {
  return ORDER.indexOf(kindOf(field.type).kind) - (ABOUT.has(field.key) ? 0.5 : 0);
}

/** Of a body, what the command has fields for. */
export function only(command: string, body: Body): Body {
  const known = new Set((COMMANDS[command] ?? []).map((field) => field.key));
  return Object.fromEntries(Object.entries(body).filter(([key]) => known.has(key)));
}

/** The word of a field: a command's own where it has one. */
export function fieldWord(command: string, key: string, t: TFunction): string {
  return t([`command.own.${command}.${key}`, `command.field.${key}`] as unknown as "command.field.note");
}

function toField(command: string, field: Drawn, ground: Ground): Field {
  const word = fieldWord(command, field.key, ground.t);
  return {
    key: field.key,
    name: { zh: word, en: word },
    type: toType(command, field, ground),
    required: field.required ? "required" : "optional",
    fillers: [],
    personal: false,
  };
}

function toType(command: string, field: Drawn, ground: Ground): FieldType {
  const known = ofProcess(command, field.key, ground);
  if (known) return { choice: known };
  if (typeof field.type === "string") return field.type === "line" ? "line" : (field.type as FieldType);
  const given = field.type as { choice?: string[]; choices?: string[]; table?: Drawn[] };
  const option = (key: string) => {
    const word = ground.t(`command.option.${field.key}.${key}` as "command.field.note");
    return { key, name: { zh: word, en: word } };
  };
  if (given.choice) return { choice: given.choice.map(option) };
  if (given.choices) return { choices: given.choices.map(option) };
  if (given.table) return { table: given.table.map((column) => toField(command, column, ground)) };
  return field.type as FieldType;
}

/** Lists that are the process's own or the deal's: reasons, terms, stages, roles, gates and their conditions. */
function ofProcess(command: string, key: string, { deal, process }: Ground): Choice[] | undefined {
  const settings = process.settings as { loss_reasons?: Choice[]; pause_reasons?: Choice[]; important_terms?: Choice[] };
  const named = (entries: { key: string; name: Label }[]) => entries.map((one) => ({ key: one.key, name: one.name }));
  switch (`${command}.${key}`) {
    case "close_deal.reason":
      return settings.loss_reasons;
    case "pause_obligation.reason":
      return settings.pause_reasons;
    case "record_round.topic":
      return settings.important_terms;
    case "return_stage.to":
      return stagesBefore(deal, process);
    case "request_resource.role":
      return named(process.roles);
    case "request_exception.gate":
      return deal.gates.map((gate) => ({ key: gate.gate, name: { zh: gate.name, en: gate.name } }));
    case "request_exception.condition":
      return deal.gates.flatMap((gate) => gate.conditions.filter((one) => one.exceptable && !one.is_met).map((one) => ({ key: one.condition, name: { zh: one.missing, en: one.missing } })));
    default:
      return undefined;
  }
}

/** Stages that the deal has left behind, as its path shows them; whether it may go back, the server says. */
function stagesBefore(deal: DealView, process: Process): Choice[] {
  const done = deal.path.filter((stage) => stage.state === "done").map((stage) => stage.stage);
  return process.stages.filter((stage) => done.includes(stage.stage)).map((stage) => ({ key: stage.stage, name: stage.name }));
}
