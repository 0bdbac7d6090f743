/** The deal: where it stands, what is missing, what is owed, and everything that was said and done. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure, Waiting } from "@/light/states";
import { useKeys } from "@/lib/keys";
import { AdvanceDrawer } from "./AdvanceDrawer";
import { DealHeader } from "./DealHeader";
import { ExplainDialog } from "./ExplainDialog";
import { affordancesQuery, type ConditionView, dealQuery } from "./model";
import { Overview } from "./Overview";
import { TABS, type TabKey } from "./tabs";
import { TabPanel } from "./TabPanel";
import css from "./deal.module.css";

const CommandDrawer = lazy(() => import("@/features/command/CommandDrawer"));

/** What stands open above the page. */
type Open = { kind: "advance" } | { kind: "command"; command: string; preset?: Record<string, unknown> } | { kind: "explain"; id: string } | undefined;

export default function DealPage() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false }) as { id: string };
  const search = useSearch({ strict: false }) as { tab?: string };
  const navigate = useNavigate();
  const deal = useQuery(dealQuery(id));
  const offers = useQuery(affordancesQuery(id));
  const [open, setOpen] = useState<Open>();
  const [stage, setStage] = useState<string>();
  const tab = (TABS.some((one) => one.key === search.tab) ? search.tab : "overview") as TabKey;
  const show = useCallback((next: TabKey) => void navigate({ to: ".", search: next === "overview" ? {} : { tab: next }, replace: true }), [navigate]);
  const keys = useMemo(() => Object.fromEntries(TABS.map((one, number) => [String(number + 1), () => show(one.key)])), [show]);
  useKeys(keys);

  if (deal.error) return <Failure error={deal.error} retry={() => void deal.refetch()} />;
  if (!deal.data) return <Waiting rows={10} />;
  const view = deal.data;
  const affordances = offers.data ?? [];
  const write = (kind: string, document?: string) => void navigate({ to: "/deals/$id/write/$kind", params: { id, kind }, search: document ? { document } : {} });
  const go = (condition: ConditionView) => {
    if (!condition.document) return setOpen({ kind: "command", command: condition.command ?? "" });
    const standing = view.documents.filter((one) => one.kind === condition.document).pop();
    const offer = affordances.find((one) => one.kind === condition.document);
    if (standing && !offer?.is_allowed) return void navigate({ to: "/deals/$id/documents/$document", params: { id, document: standing.id } });
    write(condition.document, standing?.id);
  };
  return (
    <>
      <DealHeader deal={view} affordances={affordances} shownStage={stage ?? view.stage} showStage={setStage} advance={() => setOpen({ kind: "advance" })} act={(command) => setOpen({ kind: "command", command })} />
      <div className={css.tabs} role="tablist" aria-label={t("deal.tabs")}>
        {TABS.map((one) => (
          <button key={one.key} type="button" role="tab" aria-selected={tab === one.key} onClick={() => show(one.key)}>
            {t(`deal.tab.${one.key}`)}
            {one.kinds ? <small>{view.documents.filter((document) => one.kinds?.includes(document.kind)).length || ""}</small> : null}
          </button>
        ))}
      </div>
      {tab === "overview" ? (
        <Overview deal={view} stage={stage ?? view.stage} affordances={affordances} go={go} except={(condition) => setOpen({ kind: "command", command: "request_exception", preset: { gate: view.gates.find((gate) => gate.conditions.includes(condition))?.gate, condition: condition.condition } })} explain={(one) => setOpen({ kind: "explain", id: one })} act={(command) => setOpen({ kind: "command", command })} />
      ) : (
        <TabPanel tab={tab} deal={view} affordances={affordances} write={write} act={(command, preset) => setOpen({ kind: "command", command, preset })} />
      )}
      <Suspense fallback={null}>
        {open?.kind === "command" ? <CommandDrawer deal={view} affordances={affordances} command={open.command} preset={open.preset} close={() => setOpen(undefined)} /> : null}
      </Suspense>
      {open?.kind === "advance" ? <AdvanceDrawer deal={view} offer={affordances.find((one) => one.command === "advance_stage")} close={() => setOpen(undefined)} go={go} /> : null}
      {open?.kind === "explain" ? <ExplainDialog deal={view.id} obligation={open.id} close={() => setOpen(undefined)} /> : null}
    </>
  );
}
