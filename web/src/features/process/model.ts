/** The definition as one reads it: what belongs to which stage, and what hangs on what. Nothing here judges a deal. */
import type { PartyDefinition, Process, TriggerDefinition } from "@/lib/process";

export type Kind = "stage" | "gate" | "document" | "chain" | "clock" | "role";

/** A part of the definition: its kind and its key. */
export interface Part {
  kind: Kind;
  key: string;
}

/** A part as it stands in an address. */
export function idOf({ kind, key }: Part): string {
  return `${kind}:${key}`;
}

/** The part that an address names, if the definition has it. */
export function partOf(process: Process, id: string | undefined): Part | undefined {
  const cut = id?.indexOf(":") ?? -1;
  if (!id || cut < 0) return undefined;
  const part = { kind: id.slice(0, cut) as Kind, key: id.slice(cut + 1) };
  const known: Record<Kind, boolean> = {
    stage: process.stages.some((one) => one.stage === part.key),
    gate: part.key in process.gates,
    document: part.key in process.documents,
    chain: part.key in process.chains,
    clock: part.key in process.clocks,
    role: process.roles.some((one) => one.key === part.key),
  };
  return known[part.kind] ? part : undefined;
}

/** What stands in the column of a stage; the last column, without a stage, holds what runs through all of them. */
export interface Column {
  stage?: string;
  parts: Part[];
}

const PARAGRAPH = ["一", "二", "三", "四", "五", "六"];

/** Parts by stage, each once. */
export function columnsOf(process: Process): Column[] {
  const placed = new Set<string>();
  const take = (kind: Kind, keys: string[]): Part[] =>
    keys.map((key) => ({ kind, key })).filter((part) => {
      const isNew = !placed.has(idOf(part));
      placed.add(idOf(part));
      return isNew;
    });
  const columns: Column[] = process.stages.map(({ stage, gate }, place) => {
    const gates = Object.keys(process.gates).filter((key) => process.gates[key]?.stage === stage);
    const documents = documentsOf(process, stage);
    const chains = [...documents.map((kind) => process.documents[kind]?.chain), ...gates.flatMap((key) => process.gates[key]?.conditions.map((one) => one.chain))];
    const clocks = Object.keys(process.clocks).filter((key) => stageOfClock(process, key) === place);
    return {
      stage,
      parts: [...take("stage", [stage]), ...take("gate", gates.sort((a, b) => Number(b === gate) - Number(a === gate))), ...take("document", documents), ...take("chain", chains.filter((key): key is string => !!key)), ...take("clock", byCode(clocks))],
    };
  });
  return [...columns, { parts: [...take("chain", byCode(Object.keys(process.chains))), ...take("clock", byCode(Object.keys(process.clocks)))] }];
}

/** The documents of a stage: what it puts out first, as the stage names it. */
export function documentsOf(process: Process, stage: string): string[] {
  const own = Object.keys(process.documents).filter((kind) => process.documents[kind]?.stage === stage);
  const outputs = process.stages.find((one) => one.stage === stage)?.outputs ?? [];
  const place = (kind: string) => (outputs.includes(kind) ? outputs.indexOf(kind) : outputs.length);
  return own.sort((a, b) => place(a) - place(b));
}

/** `T2` before `T11`, `T11` before `T11-B`. */
export function byCode(keys: string[]): string[] {
  const parts = (key: string) => [key.replace(/[\d-].*$/, ""), Number(/\d+/.exec(key)?.[0] ?? 0), key] as const;
  return keys.sort((a, b) => {
    const [left, right] = [parts(a), parts(b)];
    return left[0].localeCompare(right[0]) || left[1] - right[1] || left[2].localeCompare(right[2]);
  });
}

/** The stage of a clock by its clause or by the document that meets it; -1 where it runs through several. */
function stageOfClock(process: Process, key: string): number {
  const clock = process.clocks[key];
  const named = PARAGRAPH.findIndex((word) => clock?.clause.startsWith(`二（${word}）`));
  if (named >= 0) return named;
  const kind = clock?.met_by.map(documentOf).find((one) => one);
  return process.stages.findIndex((one) => kind !== undefined && one.stage === process.documents[kind]?.stage);
}

/** The kind of document whose handing in is the trigger. */
export function documentOf(trigger: TriggerDefinition): string | undefined {
  return typeof trigger === "string" ? undefined : trigger.document_submitted;
}

/** A way between two parts; the spine is the way of a deal. */
export interface Way {
  from: string;
  to: string;
  spine: boolean;
}

/** Which part leads to which. */
export function waysOf(process: Process): Way[] {
  const ways: Way[] = [];
  process.stages.forEach((stage, place) => {
    const next = process.stages[place + 1];
    if (stage.gate) ways.push({ from: `stage:${stage.stage}`, to: `gate:${stage.gate}`, spine: true });
    if (next) ways.push({ from: stage.gate ? `gate:${stage.gate}` : `stage:${stage.stage}`, to: `stage:${next.stage}`, spine: true });
  });
  for (const [key, gate] of Object.entries(process.gates)) {
    const kinds = new Set(gate.conditions.map((one) => one.link.document).filter((kind): kind is string => !!kind));
    for (const kind of kinds) ways.push({ from: `document:${kind}`, to: `gate:${key}`, spine: false });
  }
  for (const [kind, form] of Object.entries(process.documents)) if (form.chain) ways.push({ from: `document:${kind}`, to: `chain:${form.chain}`, spine: false });
  for (const [key, clock] of Object.entries(process.clocks)) {
    for (const kind of clock.met_by.map(documentOf)) if (kind) ways.push({ from: `clock:${key}`, to: `document:${kind}`, spine: false });
  }
  return ways;
}

function isRole(party: PartyDefinition, role: string): boolean {
  if (typeof party === "string") return party === role || (party === "owner" && role === "sales_rep");
  return ("role" in party ? party.role : party.anywhere) === role;
}

/** What a role has to do with: stages it acts in, documents it fills, clocks it owes, steps it decides. */
export function partsOfRole(process: Process, role: string): Part[] {
  const parts: Part[] = [];
  for (const stage of process.stages) if (stage.actions.some((action) => action.roles.includes(role))) parts.push({ kind: "stage", key: stage.stage });
  for (const [key, form] of Object.entries(process.documents)) if (form.fillers.some((filler) => isRole(filler, role))) parts.push({ kind: "document", key });
  for (const key of byCode(Object.keys(process.chains))) if (process.chains[key]?.steps.some((step) => step.role === role)) parts.push({ kind: "chain", key });
  for (const key of byCode(Object.keys(process.clocks))) if (process.clocks[key] && isRole(process.clocks[key].debtor, role)) parts.push({ kind: "clock", key });
  return parts;
}
