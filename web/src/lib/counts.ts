/** The three numbers of the frame: overdue, to approve, unread. */
import { queryOptions } from "@tanstack/react-query";
import { get } from "./http";

export interface Counts {
  overdue: number;
  approvals: number;
  notices: number;
}

export const countsQuery = queryOptions({ queryKey: ["queue", "counts"], queryFn: ({ signal }) => get<Counts>("/obligations/counts", signal), staleTime: 15_000, refetchInterval: 60_000 });
