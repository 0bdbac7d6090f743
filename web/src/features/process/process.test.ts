import { expect, test } from "vitest";
import type { Process } from "@/lib/process";
import { HEIGHT, place } from "./layout";
import { byCode, columnsOf, idOf, partOf, partsOfRole, waysOf } from "./model";
import { rowsOf } from "./settings";

const name = { zh: "", en: "" };
const clock = (clause: string, met_by: unknown[] = []) => ({ name, clause, due: { hours: 1 }, debtor: "owner", starts: "x", met_by, restarted_by: [], cancelled_by: [], alarms: [] });
const form = (stage: string, chain?: string) => ({ name, stage, fillers: ["owner"], many: false, chain, sections: [] });
const condition = (document: string) => ({ key: document, missing: name, holds: "x", exceptable: false, link: { document } });

const process = {
  key: "test",
  version: 1,
  name,
  roles: [{ key: "sales_rep", name }, { key: "finance", name }],
  stages: [
    { stage: "one", name, goal: name, actions: [{ name, roles: ["sales_rep"] }], outputs: ["b"], gate: "G1" },
    { stage: "two", name, goal: name, actions: [], outputs: [], gate: "G2" },
  ],
  gates: { G1: { name, stage: "one", conditions: [condition("a"), condition("a")] }, "G2-a": { name, stage: "two", conditions: [] }, G2: { name, stage: "two", conditions: [condition("c")] } },
  documents: { a: form("one"), b: form("one", "A1"), c: form("two", "A1") },
  chains: { A1: { name, steps: [{ role: "finance", working_days: 1 }] }, A10: { name, steps: [] }, A2: { name, steps: [] } },
  clocks: { T1: clock("二（一） x"), T2: clock("", [{ document_submitted: "c" }]), T11: clock("") },
  acts: {},
  settings: {},
} as unknown as Process;

test("every part stands in one column, and what no stage owns in the last", () => {
  const columns = columnsOf(process);
  const ids = columns.map((column) => column.parts.map(idOf));
  expect(ids).toEqual([
    ["stage:one", "gate:G1", "document:b", "document:a", "chain:A1", "clock:T1"],
    ["stage:two", "gate:G2", "gate:G2-a", "document:c", "clock:T2"],
    ["chain:A2", "chain:A10", "clock:T11"],
  ]);
});

test("the spine leads through the exit gates, and a document to each gate once", () => {
  const ways = waysOf(process);
  expect(ways.filter((way) => way.spine).map((way) => `${way.from} ${way.to}`)).toEqual(["stage:one gate:G1", "gate:G1 stage:two", "stage:two gate:G2"]);
  expect(ways.filter((way) => way.to === "gate:G1" && !way.spine)).toHaveLength(1);
});

test("a role is tied to what it fills, owes and decides", () => {
  expect(partsOfRole(process, "finance").map(idOf)).toEqual(["chain:A1"]);
  expect(partsOfRole(process, "sales_rep").map(idOf)).toContain("document:a");
});

test("an address names a part or nothing", () => {
  expect(partOf(process, "gate:G2-a")).toEqual({ kind: "gate", key: "G2-a" });
  for (const bad of [undefined, "", "gate", "gate:G9", "king:G1"]) expect(partOf(process, bad)).toBeUndefined();
});

test("codes are ordered as people count", () => {
  expect(byCode(["T11-B", "T2", "T11", "T7-A", "T7"])).toEqual(["T2", "T7", "T7-A", "T11", "T11-B"]);
});

test("parts of a column never overlap", () => {
  const placed = place(columnsOf(process), (part) => part.kind !== "clock");
  expect(placed.some((one) => one.part.kind === "clock")).toBe(false);
  const first = placed.filter((one) => one.x === 0).map((one) => one.y);
  for (const [at, y] of first.entries()) if (at) expect(y - (first[at - 1] as number)).toBeGreaterThan(HEIGHT);
});

test("settings are flattened; hours of a day stay one value", () => {
  expect(rowsOf("limits", { days: 3, deep: { a: 1 }, working_day: { from: "09:00:00", until: "18:00:00" }, rows: [{ x: 1 }] })).toEqual([
    { path: "limits.days", value: 3 },
    { path: "limits.deep.a", value: 1 },
    { path: "limits.working_day", value: "09:00–18:00" },
  ]);
});
