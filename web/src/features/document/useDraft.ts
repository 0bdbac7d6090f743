/** A draft that saves itself two seconds after the last key: here at once, on the server when it answers, again when it is back or one has signed in again. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { read } from "@/lib/api";
import type { Body } from "@/lib/definition";
import { clock } from "@/lib/due";
import { ask } from "@/lib/http";
import { type Draft, draftHere, forgetHere, keepHere } from "@/lib/draft";
import { problemOf } from "@/lib/problem";
import { whose } from "@/lib/session";
import { useSending } from "./useSending";

interface Asked {
  deal: string;
  kind: string;
  /** The document that gets a new revision. */
  document?: string;
  /** Its revision now. */
  revision: number;
  /** Its content now. */
  standing?: Body;
  /** What is known of a new one beside what the server proposes: it stands before that. */
  preset?: Body;
  /** Fields that a new revision begins anew: the day on which it is written. */
  renewed: string[];
}

/** What one typed of a document and the server keeps. */
export const keptQuery = (deal: string, kind: string, document?: string) => ({
  queryKey: ["draft", deal, kind, document],
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
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

/** What the server proposes for a new paper, and what one may do with its fields; for one instalment where it is about one. */
export const openFormQuery = (deal: string, kind: string, instalment?: string) => ({
  queryKey: ["deal", deal, "open-form", kind, instalment],
  queryFn: ({ signal }: { signal: AbortSignal }) => read("/deals/{id}/prefill/{kind}", { path: { id: deal, kind }, query: { instalment }, signal }),
  staleTime: 60_000,
  retry: false,
});

/** The draft of a person for one document of a deal. */
export function useDraft({ deal, kind, document, revision, standing, preset, renewed }: Asked) {
  const { t } = useTranslation();
  const path = `/deals/${deal}/drafts/${kind}${document ? `?document=${document}` : ""}`;
  const kept = useQuery(keptQuery(deal, kind, document));
  const proposal = useQuery(openFormQuery(deal, kind, preset?.instalment as string | undefined));
  const [typed, setTyped] = useState<Draft | undefined>(() => draftHere(deal, kind, document));
  const [note, setNote] = useState("");
  const [author] = useState(whose);
  const [isThrown, setThrown] = useState(false);
  const served = kept.data && !isThrown ? { body: kept.data.body as Body, revision: kept.data.revision } : undefined;
  const proposed = (proposal.data?.body ?? {}) as Body;
  const fresh = { body: standing ? { ...standing, ...Object.fromEntries(renewed.flatMap((key) => (proposed[key] === undefined ? [] : [[key, proposed[key]]]))) } : { ...proposed, ...preset }, revision };
  const draft: Draft = typed ?? served ?? fresh;

  const sending = useSending(typed, {
    send: async (next: Draft) => {
      // In another tab somebody else may have signed in by now: his draft this is not.
      if ((await read("/session")).person.id !== author) throw new Error("somebody else is signed in");
      await ask(path, { method: "PUT", body: next });
    },
    sent: (next) => {
      if (JSON.stringify(draftHere(deal, kind, document)) === JSON.stringify(next)) forgetHere(deal, kind, document);
      setNote(t("state.saved", { at: clock(new Date().toISOString()) }));
    },
    failed: (error) => setNote(t(problemOf(error).status === 401 ? "document.savedHereOut" : "state.savedHere")),
  });

  const change = (body: Body, follows: number) => {
    const next = { body, revision: follows };
    setTyped(next);
    keepHere(deal, kind, document, next);
    setNote(t("state.saving"));
    sending.plan(next);
  };

  /** It was submitted, or is not wanted: it goes from here and from the server, after what was under way to it. */
  const forget = async () => {
    forgetHere(deal, kind, document);
    await sending.stop();
    await ask(path, { method: "DELETE" }).catch(() => undefined);
  };

  const discard = () => {
    setTyped(undefined);
    setThrown(true);
    setNote("");
    void forget();
  };

  return { body: draft.body, revision: draft.revision, isOld: !!(typed ?? served), change, forget, discard, note, proposal: proposal.data, ready: !kept.isPending && !proposal.isPending };
}
