/** What the system knows already of a new document. */
import { queryOptions } from "@tanstack/react-query";
import { read } from "@/lib/api";
import type { Body } from "@/lib/definition";

export const prefillQuery = (deal: string, kind: string) => queryOptions({ queryKey: ["prefill", deal, kind], queryFn: async ({ signal }) => (await read("/deals/{id}/prefill/{kind}", { path: { id: deal, kind }, signal })).body as Body, staleTime: Infinity, retry: false });
