/** The tabs of a deal with how much stands behind each; arrows move between them. */
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { DealView } from "./model";
import { TABS, type TabKey } from "./tabs";
import css from "./deal.module.css";

export function DealTabs({ deal, tab, show }: { deal: DealView; tab: TabKey; show: (tab: TabKey) => void }) {
  const { t } = useTranslation();
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const here = row.current?.querySelector<HTMLElement>(`[data-tab="${tab}"]`);
    if (row.current && here) row.current.scrollLeft = here.offsetLeft - 24;
  }, [tab]);
  const move = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (!step) return;
    const next = TABS[(TABS.findIndex((one) => one.key === tab) + step + TABS.length) % TABS.length];
    if (next) show(next.key);
    (event.currentTarget.querySelector(`[data-tab="${next?.key}"]`) as HTMLElement | null)?.focus();
  };
  return (
    <div ref={row} className={css.tabs} role="tablist" tabIndex={-1} aria-label={t("deal.tabs")} onKeyDown={move}>
      {TABS.map((one) => (
        <button key={one.key} type="button" role="tab" data-tab={one.key} aria-selected={tab === one.key} tabIndex={tab === one.key ? 0 : -1} onClick={() => show(one.key)}>
          {t(`deal.tab.${one.key}`)} <small>{noted(one.key, deal, t)}</small>
        </button>
      ))}
    </div>
  );
}

/** `5 人`, `V3`, `9`: what a person wants to know before he opens the tab. */
function noted(tab: TabKey, deal: DealView, t: (key: "deal.people", values: { count: number }) => string): string {
  if (tab === "needs") {
    const nodes = deal.documents.find((one) => one.kind === "decision_chain")?.facts.nodes;
    return Array.isArray(nodes) ? t("deal.people", { count: nodes.length }) : "";
  }
  const newest = (kind: string) => deal.documents.filter((one) => one.kind === kind).pop();
  if (tab === "proposal") return version(newest("quotation") ?? newest("solution"));
  if (tab === "contract") return version(newest("contract_approval"));
  return tab === "documents" ? String(deal.documents.length || "") : "";
}

const version = (document?: { revision: number }) => (document ? `V${document.revision}` : "");
