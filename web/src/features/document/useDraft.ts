/** A draft that saves itself two seconds after the last key: here at once, on the server when it answers, again when it is back. */
import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { read } from "@/lib/api";
import type { Body } from "@/lib/definition";
import { clock } from "@/lib/due";
import { ask } from "@/lib/http";
import { problemOf } from "@/lib/problem";
import { type Draft, draftHere, forgetHere, keepHere } from "@/lib/draft";

const WAIT_MS = 2000;

interface Asked {
  deal: string;
  kind: string;
  /** The document that gets a new revision. */
  document?: string;
  /** Its revision now. */
  revision: number;
  /** Its content now. */
  standing?: Body;
  /** Fields that a new revision begins anew: the day on which it is written. */
  renewed: string[];
}

/** The draft of a person for one document of a deal. */
export function useDraft({ deal, kind, document, revision, standing, renewed }: Asked) {
  const { t } = useTranslation();
  const path = `/deals/${deal}/drafts/${kind}${document ? `?document=${document}` : ""}`;
  const kept = useQuery({
    queryKey: ["draft", deal, kind, document],
    queryFn: async ({ signal }) => {
      try {
        return await read("/deals/{id}/drafts/{kind}", { path: { id: deal, kind }, query: { document }, signal });
      } catch (error) {
        // Without a server one goes on with what is here.
        if ([0, 404].includes(problemOf(error).status)) return null;
        throw error;
      }
    },
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const proposal = useQuery({ queryKey: ["deal", deal, "open-form", kind], queryFn: ({ signal }) => read("/deals/{id}/prefill/{kind}", { path: { id: deal, kind }, signal }), staleTime: 60_000, retry: false });
  const [typed, setTyped] = useState<Draft | undefined>(() => draftHere(deal, kind, document));
  const [note, setNote] = useState("");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const unsent = useRef<() => void>(undefined);
  const served = kept.data ? { body: kept.data.body as Body, revision: kept.data.revision } : undefined;
  const proposed = (proposal.data?.body ?? {}) as Body;
  const fresh = { body: standing ? { ...standing, ...Object.fromEntries(renewed.flatMap((key) => (proposed[key] === undefined ? [] : [[key, proposed[key]]]))) } : proposed, revision };
  const draft: Draft = typed ?? served ?? fresh;

  const change = useCallback(
    (body: Body, follows: number) => {
      const next = { body, revision: follows };
      setTyped(next);
      keepHere(deal, kind, document, next);
      setNote(t("state.saving"));
      clearTimeout(timer.current);
      unsent.current = () => {
        clearTimeout(timer.current);
        ask(path, { method: "PUT", body: next }).then(
          () => {
            if (JSON.stringify(draftHere(deal, kind, document)) === JSON.stringify(next)) forgetHere(deal, kind, document);
            if (unsent.current) unsent.current = undefined;
            setNote(t("state.saved", { at: clock(new Date().toISOString()) }));
          },
          () => setNote(t("state.savedHere")),
        );
      };
      timer.current = setTimeout(() => unsent.current?.(), WAIT_MS);
    },
    [deal, kind, document, path, t],
  );

  const forget = useCallback(() => {
    clearTimeout(timer.current);
    unsent.current = undefined;
    forgetHere(deal, kind, document);
  }, [deal, kind, document]);

  const discard = () => {
    forget();
    setTyped(fresh);
    setNote("");
    void ask(path, { method: "DELETE" }).catch(() => undefined);
  };

  useResending(unsent);
  return { body: draft.body, revision: draft.revision, isOld: !!(typed ?? served), change, forget, discard, note, proposal: proposal.data, ready: !kept.isPending && !proposal.isPending };
}

/** Whoever leaves before the draft went out takes nothing with him; and when the connection is back, it goes out. */
function useResending(unsent: React.RefObject<(() => void) | undefined>) {
  useEffect(() => {
    const send = () => unsent.current?.();
    window.addEventListener("online", send);
    window.addEventListener("pagehide", send);
    return () => {
      window.removeEventListener("online", send);
      window.removeEventListener("pagehide", send);
      send();
    };
  }, [unsent]);
}
