/** The three numbers of the frame: overdue, to approve, unread. */
import { queryOptions } from "@tanstack/react-query";
import { read, type Schemas } from "./api";

export type Counts = Schemas["Counts"];

export const countsQuery = queryOptions({ queryKey: ["queue", "counts"], queryFn: ({ signal }) => read("/obligations/counts", { signal }), staleTime: 15_000, refetchInterval: 60_000 });
