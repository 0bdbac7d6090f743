/** The keys of the inbox: J K move, X picks, A R T open the words of the decision, E opens the deal. */
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useKeys } from "@/lib/keys";
import type { InboxLine } from "./model";

export function useInboxKeys(lines: InboxLine[], chosen: InboxLine | undefined, choose: (line?: InboxLine) => void, pick: (id: string) => void) {
  const navigate = useNavigate();
  const bindings = useMemo(() => {
    const move = (by: number) => {
      const next = lines[Math.min(Math.max(lines.findIndex((one) => one.id === chosen?.id) + by, 0), lines.length - 1)];
      if (!next) return;
      choose(next);
      const row = document.querySelector<HTMLElement>(`[data-line="${next.id}"]`);
      row?.scrollIntoView({ block: "nearest" });
      row?.querySelector<HTMLElement>("button")?.focus({ preventScroll: true });
    };
    const act = (name: "approve" | "return" | "transfer") => (event: KeyboardEvent) => {
      event.preventDefault();
      window.dispatchEvent(new CustomEvent("tongguan:act", { detail: name }));
    };
    return {
      j: () => move(1),
      k: () => move(-1),
      "]": () => move(1),
      "[": () => move(-1),
      x: () => chosen && pick(chosen.id),
      e: () => chosen && void navigate({ to: "/deals/$id", params: { id: chosen.deal.id } }),
      a: act("approve"),
      r: act("return"),
      t: act("transfer"),
    };
  }, [lines, chosen, choose, pick, navigate]);
  useKeys(bindings);
}
