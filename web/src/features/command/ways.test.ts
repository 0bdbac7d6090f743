import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FIRST_PAGES, LIGHT_PAGES } from "@/app/pages";
import { TABS } from "@/features/deal/tabs";
import commands from "./commands.gen.json";
import { atFields, EDGE, LACKS, WAYS, wayOf } from "./ways";

const shared = (path: string) => readFileSync(new URL(`../../../../${path}`, import.meta.url), "utf8");
const codes = Object.keys(JSON.parse(shared("crates/tongguan-service/src/i18n/refusals.zh-CN.json")) as object);
const matters = [...shared("crates/tongguan-core/src/deal/matter.rs").matchAll(/^ {4}([A-Z]\w+),/gm)].map((found) => (found[1] as string).replace(/\B[A-Z]/g, "_$&").toLowerCase());
const process = shared("processes/standard.yaml");
const kinds = commands.submit_document.flatMap((field) => (field.key === "kind" ? (field.type as { choice: string[] }).choice : []));
const booking = JSON.parse(shared("docs/api/openapi.json")).components.schemas.ReceiptCommand.oneOf.flatMap((one: { properties: object }) => Object.keys(one.properties));
const fields = new Set([...Object.values(commands).flatMap((list) => list.map((field) => field.key)), ...booking]);
const pages = [...FIRST_PAGES, ...LIGHT_PAGES].map(([path]) => path);

/** Named by the data of the refusal and not by the table. */
const FROM_DATA = ["kind", "command", "document", "visit"];

function leads(way: string): boolean {
  const [to, where = ""] = way.split(/:(.*)/);
  if (FROM_DATA.includes(where)) return true;
  switch (to) {
    case "write":
      return kinds.includes(where);
    case "act":
      return where in commands;
    case "tab":
      return TABS.some((tab) => tab.key === where);
    case "page":
      return pages.includes(where);
    case "field":
      return fields.has(where) || new RegExp(`key: ${where}\\b`).test(process);
    default:
      return ["approval", "stage", "fields", "account", "again", "tell", "unmet", "lacks"].includes(to as string);
  }
}

describe("ways out", () => {
  it("stand for every refusal that the server can say, and for no other", () => {
    expect(Object.keys(WAYS).sort()).toEqual([...codes].sort());
  });

  it("of the edge stand for faults that the edge knows", () => {
    const known = Object.keys(JSON.parse(shared("crates/tongguan-service/src/i18n/zh-CN.json")) as object);
    for (const code of Object.keys(EDGE)) expect(known).toContain(code);
  });

  it("stand for everything that a deal can lack", () => {
    expect(Object.keys(LACKS).sort()).toEqual([...matters].sort());
  });

  it.each([...Object.entries(WAYS), ...Object.entries(LACKS), ...Object.entries(EDGE)])("of %s lead somewhere", (_, way) => {
    expect(leads(way)).toBe(true);
  });

  it("take from the refusal what it names", () => {
    expect(wayOf({ code: "in_review", params: { document: "d", approval: "a" } })).toEqual({ to: "approval", approval: "a" });
    expect(wayOf({ code: "no_document", params: { kind: "quotation" } })).toEqual({ to: "write", kind: "quotation" });
    expect(wayOf({ code: "nothing_to_act_on", params: { lacks: "solution" } })).toEqual({ to: "write", kind: "solution" });
    expect(wayOf({ code: "gate_closed", params: { unmet: [] } })).toBeUndefined();
  });

  it("mend a field only where the form has it", () => {
    const problem = { code: "in_past", status: 422, title: "时间过早", detail: "预计签约日期的时间过早。", params: { field: "close_on" } };
    expect(atFields(problem, (key) => key === "close_on")).toEqual([{ path: "close_on", code: "in_past", message: problem.detail }]);
    expect(atFields(problem, () => false)).toEqual([]);
  });
});
