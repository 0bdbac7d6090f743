/** A deal as the server draws it for its page. */
import { queryOptions } from "@tanstack/react-query";
import { type Attempt, give, read, type Schemas } from "@/lib/api";
import { ask } from "@/lib/http";

export type { Named } from "@/lib/api";
export type StageView = Schemas["StageView"];
export type ConditionView = Schemas["ConditionView"];
export type GateView = Schemas["GateView"];
export type DocumentView = Schemas["DocumentView"];
export type StepView = Schemas["StepView"];
export type ApprovalView = Schemas["ApprovalView"];
export type ObligationView = Schemas["ObligationView"];
export type HistoryLine = Schemas["HistoryLine"];
export type DocumentContent = Schemas["DocumentContent"];

/** A command that this person could meet on the deal: allowed, or refused with the reason. */
export type Affordance = Schemas["AffordanceView"];

/** A deal; what is known from each stage is the core's own, keyed by stage. */
export type DealView = Omit<Schemas["DealView"], "facts"> & { facts: Record<string, Record<string, unknown> | undefined> };

export const dealQuery = (id: string) => queryOptions({ queryKey: ["deal", id], queryFn: async ({ signal }) => (await read("/deals/{id}", { path: { id }, signal })) as DealView });

export const affordancesQuery = (id: string) => queryOptions({ queryKey: ["affordances", id], queryFn: ({ signal }) => read("/deals/{id}/affordances", { path: { id }, signal }) });

export const documentQuery = (deal: string, document: string, revision?: number) =>
  queryOptions({ queryKey: ["deal", deal, "document", document, revision], queryFn: ({ signal }) => read("/deals/{id}/documents/{document}", { path: { id: deal, document }, query: { revision }, signal }) });

/** Gives a command to a deal; with `dryRun` it is only decided. */
export function command(deal: string, body: Record<string, unknown>, attempt: Attempt = {}) {
  return give(`/deals/${deal}/commands`, body, attempt);
}

/** What a command would do: asked of the server, nothing is done. */
export type Preview = Schemas["PreviewView"];

/** Asks what a command would do. */
export async function preview(deal: string, body: Record<string, unknown>, signal?: AbortSignal): Promise<Preview> {
  return (await ask<Preview>(`/deals/${deal}/preview`, { method: "POST", body, signal })).data;
}
