/** The newest lines of a deal's history, asked for once for all that show some of it. */
import { queryOptions } from "@tanstack/react-query";
import { read } from "@/lib/api";
import type { HistoryLine } from "./model";

/** Which lines a person asks for. */
export type Shown = "all" | "follow" | "approval" | "change";

const FOLLOW = /^(contact|comment|visit|need|round|customer|document_sent|quote_answered|dunning|promise|complaint|past)/;
const APPROVAL = /^(approval|step|approver|chain|exception|appeal)/;
/** What the clocks say to one another: of no use to people who look for what was done. */
const CLOCKWORK = /^(obligation|alarm|step_activated|week_opened|author_noted)/;

/** Whether a line is shown under a filter; `whole` also shows the clocks. */
export function isShown(line: HistoryLine, shown: Shown, whole: boolean): boolean {
  if (shown === "follow") return FOLLOW.test(line.kind);
  if (shown === "approval") return APPROVAL.test(line.kind);
  if (CLOCKWORK.test(line.kind) && !whole) return false;
  return shown !== "change" || (!FOLLOW.test(line.kind) && !APPROVAL.test(line.kind));
}

export const historyHead = (deal: string) => queryOptions({ queryKey: ["history", deal, "head"], queryFn: ({ signal }) => read("/deals/{id}/history", { path: { id: deal }, query: { limit: 200 }, signal }), staleTime: 30_000 });
