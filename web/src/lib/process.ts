/** The process definition in force, asked for once. */
import { queryOptions } from "@tanstack/react-query";
import type { DocumentForm, Label } from "./definition";
import { read } from "./api";

/** A stage as the definition describes it. */
export interface StageDefinition {
  stage: string;
  name: Label;
  goal: Label;
  actions: { name: Label; roles: string[] }[];
  outputs: string[];
  norm_working_days?: number | null;
  gate?: string | null;
}

/** A condition of a gate, with what is said when it does not hold. */
export interface ConditionDefinition {
  key: string;
  missing: Label;
  holds: unknown;
  exceptable: boolean;
  chain?: string | null;
  link: { document?: string; command?: string };
}

/** Somebody by his relation to the deal, or by a role. */
export type PartyDefinition = string | { role: string } | { anywhere: string };

/** How long a clock runs: a word, or a unit with its number. */
export type SpanDefinition = string | Record<string, number | { hour: number }>;

/** What starts or ends a clock: something that happens, or a document that is handed in. */
export type TriggerDefinition = string | { document_submitted: string };

/** A clock. */
export interface ClockDefinition {
  name: Label;
  clause: string;
  due: SpanDefinition;
  debtor: PartyDefinition;
  starts: TriggerDefinition;
  met_by: TriggerDefinition[];
  restarted_by: TriggerDefinition[];
  cancelled_by: TriggerDefinition[];
  alarms: { at: SpanDefinition; kind: string; to: PartyDefinition[] }[];
}

/** A chain of approvals. */
export interface ChainDefinition {
  name: Label;
  envelope?: boolean;
  steps: { role: string; working_days: number; mode?: string; signature?: boolean; only_if_authority_needed?: boolean }[];
}

/** A role, how far it sees, and where it stands. */
export interface RoleDefinition {
  key: string;
  name: Label;
  rank?: number;
  scope?: string;
  business?: boolean;
}

/** The definition. */
export interface Process {
  key: string;
  version: number;
  name: Label;
  zone?: string;
  roles: RoleDefinition[];
  stages: StageDefinition[];
  gates: Record<string, { name: Label; stage: string; conditions: ConditionDefinition[] }>;
  documents: Record<string, DocumentForm>;
  clocks: Record<string, ClockDefinition>;
  chains: Record<string, ChainDefinition>;
  acts: Record<string, { by: PartyDefinition[]; stages: string[] }>;
  settings: Record<string, unknown>;
}

export const processQuery = queryOptions({ queryKey: ["process"], queryFn: async ({ signal }) => (await read("/processes/current", { signal })) as unknown as Process, staleTime: Infinity });

/** The form of a document kind. */
export function formOf(process: Process, kind: string): DocumentForm | undefined {
  return process.documents[kind];
}
