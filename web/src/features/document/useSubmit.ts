/** Gives a paper to the server: once for each attempt, its files first. Without a connection a visit record is put by, all else stays a draft. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { atFields } from "@/features/command/ways";
import { command, type DealView } from "@/features/deal/model";
import type { Body, DocumentForm } from "@/lib/definition";
import { newKey } from "@/lib/http";
import { label } from "@/lib/i18n";
import { putBy, withFilesSent } from "@/lib/outbox";
import { type FieldProblem, ProblemError, problemOf } from "@/lib/problem";

interface Asked {
  deal: DealView;
  form: DocumentForm;
  asked: Body;
  done: () => void;
  forget: () => Promise<void>;
  /** Somebody submitted it meanwhile. */
  overtaken: () => void;
  wrong: (problems: FieldProblem[]) => void;
}

/** Papers that are written where there is no connection, and may wait for one. */
const MAY_WAIT = ["visit_report"];

/** Refusals that say that somebody was faster. */
const OVERTAKEN = ["stale_revision", "document_exists"];

export function useSubmit({ deal, form, asked, done, forget, overtaken, wrong }: Asked) {
  const client = useQueryClient();
  const key = useRef(newKey());
  const act = useMutation({
    mutationFn: async () => {
      try {
        await command(deal.id, (await withFilesSent(asked)) as Body, { key: key.current });
        return "done";
      } catch (error) {
        if (problemOf(error).status !== 0 || !MAY_WAIT.includes(String(asked.kind))) throw error;
        await putBy(deal.id, label(form.name), asked, key.current);
        return "waits";
      }
    },
    // The browser's word about the connection is not waited for: the attempt itself shows it.
    networkMode: "always",
    onSuccess: async (result) => {
      if (result === "done") {
        await forget();
        await client.invalidateQueries();
      }
      done();
    },
    onError: (error) => {
      if (error instanceof ProblemError) {
        key.current = newKey();
        if (!OVERTAKEN.includes(error.problem.code)) return wrong(atFields(error.problem, (path) => form.sections.some((section) => section.fields.some((field) => field.key === path))));
        void client.invalidateQueries({ queryKey: ["deal", deal.id] });
        overtaken();
      }
    },
  });
  return {
    go: () => act.mutate(),
    again: () => {
      if (!act.error) return;
      act.reset();
      key.current = newKey();
    },
    busy: act.isPending,
    error: act.error,
    isOvertaken: !!act.error && OVERTAKEN.includes(problemOf(act.error).code),
  };
}
