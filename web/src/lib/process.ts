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

/** The definition. */
export interface Process {
  key: string;
  version: number;
  name: Label;
  roles: { key: string; name: Label }[];
  stages: StageDefinition[];
  gates: Record<string, { name: Label; stage: string; conditions: { key: string; missing: Label }[] }>;
  documents: Record<string, DocumentForm>;
  clocks: Record<string, { name: Label; clause: string; due: unknown; debtor: unknown }>;
  chains: Record<string, { name: Label; steps: { role: string; working_days: number; mode?: string; signature?: boolean; only_if_authority_needed?: boolean }[] }>;
  acts: Record<string, { by: unknown[]; stages: string[] }>;
  settings: Record<string, unknown>;
}

export const processQuery = queryOptions({ queryKey: ["process"], queryFn: async ({ signal }) => (await read("/processes/current", { signal })) as unknown as Process, staleTime: Infinity });

/** The form of a document kind. */
export function formOf(process: Process, kind: string): DocumentForm | undefined {
  return process.documents[kind];
}
