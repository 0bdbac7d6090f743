/** The fields of a command, drawn from what the server's OpenAPI document says, with our words for them. */
import type { TFunction } from "i18next";
import type { Body, Field, FieldType } from "@/lib/definition";
import drawn from "./commands.gen.json";

interface Drawn {
  key: string;
  type: unknown;
  required: boolean;
}

/** Commands that name the deal's version: the way on, the way back, the owner. */
export const NEEDS_VERSION = new Set(["advance_stage", "return_stage", "reassign_owner", "claim_lead", "release_lead", "close_deal"]);

const COMMANDS = drawn as Record<string, Drawn[]>;

/** The fields of a command, in the words of the language in force. */
export function fieldsOf(command: string, t: TFunction): Field[] {
  return (COMMANDS[command] ?? []).filter((field) => field.type !== "object").map((field) => toField(field, t));
}

/** Of a body, what the command has fields for. */
export function only(command: string, body: Body): Body {
  const known = new Set((COMMANDS[command] ?? []).map((field) => field.key));
  return Object.fromEntries(Object.entries(body).filter(([key]) => known.has(key)));
}

function toField(field: Drawn, t: TFunction): Field {
  const word = t(`command.field.${field.key}` as "command.choose");
  return {
    key: field.key,
    name: { zh: word, en: word },
    type: toType(field.type, t),
    required: field.required ? "required" : "optional",
    fillers: [],
    personal: false,
  };
}

function toType(type: unknown, t: TFunction): FieldType {
  if (typeof type === "string") return type as FieldType;
  const given = type as { choice?: string[]; choices?: string[]; table?: Drawn[] };
  const option = (key: string) => {
    const word = t(`command.option.${key}` as "command.choose");
    return { key, name: { zh: word, en: word } };
  };
  if (given.choice) return { choice: given.choice.map(option) };
  if (given.choices) return { choices: given.choices.map(option) };
  if (given.table) return { table: given.table.map((column) => toField(column, t)) };
  return type as FieldType;
}
