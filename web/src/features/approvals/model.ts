/** Approvals as the server gives them: the boxes of the inbox, one approval within its deal, and the acts on it. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { type BulkResult, commandAll } from "@/lib/bulk";
import { read, type Schemas } from "@/lib/api";
import type { ApprovalView, DealView } from "@/features/deal/model";

export type InboxLine = Schemas["InboxLine"];
export type Box = "todo" | "done" | "requested" | "copied";

export const BOXES: Box[] = ["todo", "done", "requested", "copied"];

export const inboxQuery = (box: Box) =>
  infiniteQueryOptions({
    queryKey: ["approvals", box],
    queryFn: ({ pageParam, signal }) => read("/approvals", { query: { box, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });

/** What was said about an approval, step by step; the words are kept apart from the decisions. */
export const opinionsQuery = (deal: string, approval: string) =>
  queryOptions({
    queryKey: ["history", deal, "approval", approval],
    queryFn: async ({ signal }) => (await read("/deals/{id}/history", { path: { id: deal }, query: { approval, limit: 200 }, signal })).items.filter((line) => line.note),
  });

/** What somebody decides. */
export type Verdict = "approve" | "reject" | { return: number } | { adjust: string };

/** The decision on the step whose turn it is, bound to what was shown. */
export function decision(approval: Pick<ApprovalView, "id" | "active" | "digest">, verdict: Verdict, opinion: string) {
  return { type: "decide_approval", approval: approval.id, step: approval.active, verdict, digest: approval.digest, opinion: opinion.trim() || null };
}

/** Whether an opinion has to be given with it; the server refuses without. */
export function needsOpinion(verdict: Verdict): boolean {
  return verdict !== "approve";
}

/** What a row of a batch led to. */
export type BatchResult = BulkResult;

/** Approves several, each on its own: one refused does not stop the others. Where some are large, he shows once again who he is. */
export async function approveAll(lines: InboxLine[], opinion: string, key: string): Promise<BatchResult[]> {
  const commands = lines.map((line) => ({ deal: line.deal.id, command: decision({ id: line.id, active: line.step, digest: line.digest }, "approve", opinion) }));
  return commandAll(commands, key);
}

/** The obligation that runs with the step whose turn it is. */
export function dueOf(deal: DealView, approval: ApprovalView) {
  return deal.obligations.find((one) => {
    const step = (one.subject as { step?: [string, number] } | string as { step?: [string, number] }).step;
    return one.state === "open" && step?.[0] === approval.id && step[1] === approval.active;
  });
}

/** The revision that is being approved. */
export function paperOf(approval: ApprovalView): { document: string; revision: number } | undefined {
  return (approval.subject as { document?: { document: string; revision: number } }).document;
}
