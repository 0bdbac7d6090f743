/** A deal as the server draws it for its page. */
import { queryOptions } from "@tanstack/react-query";
import { ask, get } from "@/lib/http";

export interface Named {
  id: string;
  name: string;
}

export interface StageView {
  stage: string;
  name: string;
  state: "done" | "current" | "ahead";
  since: string | null;
  until: string | null;
  working_days: number | null;
  norm_working_days: number | null;
  conditions_met: number | null;
  conditions: number;
}

export interface ConditionView {
  condition: string;
  missing: string;
  is_met: boolean;
  by_exception: boolean;
  exceptable: boolean;
  document: string | null;
  command: string | null;
  link_name: string;
}

export interface GateView {
  gate: string;
  name: string;
  is_exit: boolean;
  met: number;
  conditions: ConditionView[];
}

export interface DocumentView {
  id: string;
  kind: string;
  code: string;
  name: string;
  revision: number;
  number: string | null;
  digest: string;
  submitted_by: Named | null;
  submitted_at: string;
  approved: boolean;
  open_approval: string | null;
  facts: Record<string, unknown>;
}

export interface StepView {
  role: string | null;
  assignees: Named[];
  turn: Named[];
  mode: string;
  working_days: number;
  blocked: boolean;
  decisions: { by: Named; verdict: string }[];
}

export interface ApprovalView {
  id: string;
  chain: string;
  name: string;
  subject: Record<string, unknown>;
  about: string;
  digest: string;
  submitter: Named;
  requested_at: string;
  active: number;
  result: string | null;
  is_mine: boolean;
  steps: StepView[];
}

export interface ObligationView {
  id: string;
  clock: string;
  name: string;
  clause: string;
  subject: unknown;
  debtor: Named | null;
  due_at: string;
  state: "open" | "met" | "cancelled";
  is_missed: boolean;
  is_provisional: boolean;
}

export interface DealView {
  id: string;
  version: number;
  number: string;
  numbers: string[];
  process_version: number;
  account: Named;
  owner: Named | null;
  department: Named;
  stage: string;
  stage_since: string;
  last_at: string;
  has_ended: boolean;
  grade: string | null;
  path: StageView[];
  gates: GateView[];
  documents: DocumentView[];
  approvals: ApprovalView[];
  obligations: ObligationView[];
  facts: Record<string, Record<string, unknown>>;
}

/** A command that this person could meet on the deal: allowed, or refused with the reason. */
export interface Affordance {
  command: string;
  name: string;
  kind: string | null;
  approval: string | null;
  is_allowed: boolean;
  refusal: { code: string; text: string; params: Record<string, unknown> } | null;
}

/** A line of a deal's history. */
export interface HistoryLine {
  seq: number;
  at: string;
  by: Named | null;
  kind: string;
  text: string;
  note: string | null;
}

/** A document with its content, and what the reader may do with each field. */
export interface DocumentContent {
  document: DocumentView;
  latest_revision: number;
  body: Record<string, unknown> | null;
  fields: { key: string; may_see?: boolean; may_fill?: boolean; sees?: boolean; fills?: boolean }[];
}

export const dealQuery = (id: string) => queryOptions({ queryKey: ["deal", id], queryFn: ({ signal }) => get<DealView>(`/deals/${id}`, signal) });

export const affordancesQuery = (id: string) => queryOptions({ queryKey: ["affordances", id], queryFn: ({ signal }) => get<Affordance[]>(`/deals/${id}/affordances`, signal) });

export const documentQuery = (deal: string, document: string, revision?: number) =>
  queryOptions({ queryKey: ["deal", deal, "document", document, revision], queryFn: ({ signal }) => get<DocumentContent>(`/deals/${deal}/documents/${document}${revision ? `?revision=${revision}` : ""}`, signal) });

/** What a command led to. */
export interface Executed {
  id: string;
  version: number;
}

/** Gives a command to a deal; with `dryRun` it is only decided. */
export function command(deal: string, body: Record<string, unknown>, options: { version?: number; key?: string; dryRun?: boolean } = {}) {
  return ask<Executed>(`/deals/${deal}/commands${options.dryRun ? "?dry_run=true" : ""}`, { method: "POST", body, version: options.version, key: options.key });
}
