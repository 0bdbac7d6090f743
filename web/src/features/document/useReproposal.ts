/** Proposes anew what hangs on the instalment that one chooses: the lines of an invoice, while they stand as they were proposed for another. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { same } from "@/lib/compare";
import type { Body, DocumentForm } from "@/lib/definition";
import { openFormQuery } from "./useDraft";

export function useReproposal(deal: string, kind: string, form: DocumentForm, value: Body, change: (next: Body) => void) {
  const lines = form.sections.flatMap((section) => section.fields).find((field) => field.prefill === "invoice_lines")?.key;
  const { data } = useQuery({ ...openFormQuery(deal, kind, value.instalment as string | undefined), enabled: !!lines && !!value.instalment });
  const before = useRef<Body>(undefined);
  useEffect(() => {
    if (!data || !lines) return;
    const [was, now] = [before.current, data.body as Body];
    before.current = now;
    if (was && !same(was[lines], now[lines]) && same(was[lines], value[lines])) change({ ...value, [lines]: now[lines] });
    // Judged once for each proposal, by what stands there when it comes.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [data]);
}
