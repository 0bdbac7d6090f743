/** Gives a paper to the server: once for each attempt, its files first. Without a connection a visit record is put by, all else stays a draft. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { atFields } from "@/features/command/ways";
import { command, type DealView } from "@/features/deal/model";
import type { Body, DocumentForm } from "@/lib/definition";
import { newKey } from "@/lib/http";
import { label } from "@/lib/i18n";
import { onChange, putBy, takeBack, waiting, withFilesSent } from "@/lib/outbox";
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
      // What waits is replaced by what is submitted after it; what was refused is another attempt.
      if ((await waiting()).some((one) => one.key === key.current && one.refused)) key.current = newKey();
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
      // The page stays where it is without a connection: the next one may not be on this device.
      if (result === "waits") return;
      await forget();
      await clearRefused(deal.id, String(asked.kind));
      await client.invalidateQueries();
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
  useSent(act.data === "waits", key, done);
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

/** Goes on once what waits was sent. */
function useSent(waits: boolean, key: React.RefObject<string>, done: () => void) {
  const latest = useRef(done);
  useEffect(() => {
    latest.current = done;
  });
  useEffect(() => {
    if (!waits) return;
    const sent = key.current;
    return onChange(() => void waiting().then((all) => all.every((one) => one.key !== sent) && latest.current()));
  }, [waits, key]);
}

/** What the server refused of this kind is mended by what it has just taken. */
async function clearRefused(deal: string, kind: string) {
  for (const one of await waiting()) if (one.refused && one.deal === deal && one.command.kind === kind) await takeBack(one.key);
}
