/** The three numbers of the frame: overdue, to approve, unread. */
import { queryOptions } from "@tanstack/react-query";
import { read, type Schemas } from "./api";

export type Counts = Schemas["Counts"];

export const countsQuery = queryOptions({ queryKey: ["queue", "counts"], queryFn: ({ signal }) => read("/obligations/counts", { signal }), staleTime: 15_000, refetchInterval: 60_000 });

/** A number of duties as it is shown: where counting stopped, there may be more. */
export function upTo(count: number, counts?: Pick<Counts, "counted_to">): string {
  return counts && count >= counts.counted_to ? `${counts.counted_to}+` : String(count);
}
