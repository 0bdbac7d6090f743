/** A draft that saves itself two seconds after the last key, here at once and on the server when it answers. */
import { useQuery } from "@tanstack/react-query";
import dayjs from "dayjs";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Body } from "@/lib/definition";
import { read } from "@/lib/api";
import { ask } from "@/lib/http";
import { problemOf } from "@/lib/problem";
import { prefillQuery } from "./prefill";

const WAIT_MS = 2000;

/** The draft of a person for one document of a deal. `standing` is what a new revision begins with. */
export function useDraft(deal: string, kind: string, document: string | undefined, standing: Body | undefined) {
  const { t } = useTranslation();
  const place = `tongguan.draft.${deal}.${kind}.${document ?? "new"}`;
  const path = `/deals/${deal}/drafts/${kind}${document ? `?document=${document}` : ""}`;
  const { data: kept, isPending } = useQuery({
    queryKey: ["draft", deal, kind, document],
    queryFn: async ({ signal }) => {
      try {
        return await read("/deals/{id}/drafts/{kind}", { path: { id: deal, kind }, query: { document }, signal });
      } catch (error) {
        if (problemOf(error).status === 404) return null;
        throw error;
      }
    },
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const { data: prefill, isPending: filling } = useQuery({ ...prefillQuery(deal, kind), enabled: !standing });
  const [typed, setTyped] = useState<Body | undefined>(() => here(place));
  const [note, setNote] = useState("");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const unsent = useRef<() => void>(undefined);
  const value = typed ?? kept?.body ?? standing ?? prefill ?? {};

  const change = useCallback(
    (next: Body) => {
      setTyped(next);
      localStorage.setItem(place, JSON.stringify(next));
      setNote(t("state.saving"));
      clearTimeout(timer.current);
      unsent.current = () => {
        unsent.current = undefined;
        ask(path, { method: "PUT", body: { body: next } }).then(
          () => setNote(t("state.saved", { at: dayjs().format("HH:mm") })),
          () => setNote(t("state.savedHere")),
        );
      };
      timer.current = setTimeout(() => unsent.current?.(), WAIT_MS);
    },
    [path, place, t],
  );

  const forget = useCallback(() => {
    clearTimeout(timer.current);
    unsent.current = undefined;
    localStorage.removeItem(place);
  }, [place]);

  // Whoever leaves before the draft went out takes nothing with him: it goes now.
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      unsent.current?.();
    },
    [],
  );
  return { value, change, forget, note, ready: !isPending && (!!standing || !filling) };
}

function here(place: string): Body | undefined {
  try {
    const text = localStorage.getItem(place);
    return text ? (JSON.parse(text) as Body) : undefined;
  } catch {
    return undefined;
  }
}
