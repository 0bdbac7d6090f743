import { describe, expect, test } from "vitest";
import en from "@/locales/en/command.json";
import zh from "@/locales/zh-CN/command.json";
import drawn from "./commands.gen.json";

interface Drawn {
  key: string;
  type: unknown;
}

/** Options that come from the process definition, or that no drawer shows: a document's kind, a stage. */
const NAMED_ELSEWHERE = new Set(["submit_document.kind", "return_stage.to"]);

function options(type: unknown): string[] {
  const given = type as { choice?: string[]; choices?: string[] };
  return typeof type === "object" && type !== null ? (given.choice ?? given.choices ?? []) : [];
}

/** What a language lacks of a field and of its options. */
function missing(words: typeof zh, command: string, field: Drawn): string[] {
  const columns = typeof field.type === "object" ? ((field.type as { table?: Drawn[] }).table ?? []) : [];
  const of = (words.option as Record<string, Record<string, string>>)[field.key] ?? {};
  const lacking = NAMED_ELSEWHERE.has(`${command}.${field.key}`) ? [] : options(field.type).filter((key) => !of[key]).map((key) => `${command}.${field.key}: ${key}`);
  const name = (words.field as Record<string, string>)[field.key] ? [] : [`${command}.${field.key}`];
  return [...name, ...lacking, ...columns.flatMap((column) => missing(words, `${command}.${field.key}`, column))];
}

describe.each([["zh-CN", zh], ["en", en as typeof zh]])("%s", (_, words) => {
  test.each(Object.entries(drawn as Record<string, Drawn[]>))("has a word for every field and option of %s", (command, fields) => {
    expect(fields.flatMap((field) => missing(words, command, field))).toEqual([]);
  });
});
