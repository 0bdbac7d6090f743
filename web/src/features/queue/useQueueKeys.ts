/** The keys of the queue: J K move, Enter opens, A R T go to the approval's acts, E opens the deal, `[` `]` as K and J. */
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useKeys } from "@/lib/keys";
import type { Duty } from "./model";

export function useQueueKeys(rows: Duty[], chosen: Duty | undefined, choose: (duty?: Duty) => void) {
  const navigate = useNavigate();
  const bindings = useMemo(() => {
    const move = (by: number) => {
      const next = rows[Math.min(Math.max(rows.findIndex((one) => one.id === chosen?.id) + by, 0), rows.length - 1)];
      if (!next) return;
      choose(next);
      const row = document.querySelector<HTMLElement>(`[data-duty="${next.id}"]`);
      row?.scrollIntoView({ block: "nearest" });
      row?.querySelector<HTMLElement>("button")?.focus({ preventScroll: true });
    };
    const act = (name: "approve" | "return" | "transfer") => (event: KeyboardEvent) => {
      event.preventDefault();
      window.dispatchEvent(new CustomEvent("tongguan:act", { detail: name }));
    };
    const follow = () => document.querySelector<HTMLElement>('[data-pane] [data-act="follow"]')?.click();
    const deal = () => chosen && void navigate({ to: "/deals/$id", params: { id: chosen.deal.id } });
    return {
      j: () => move(1),
      k: () => move(-1),
      "]": () => move(1),
      "[": () => move(-1),
      e: deal,
      a: act("approve"),
      r: act("return"),
      t: act("transfer"),
      c: follow,
    };
  }, [rows, chosen, choose, navigate]);
  useKeys(bindings);
}
