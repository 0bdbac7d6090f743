/** The deal: where it stands, what is missing, what is owed, and everything that was said and done. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Suspense, useCallback, useMemo, useState } from "react";
import { Waiting } from "@/light/states";
import { Refused } from "@/features/command/WayOut";
import { lazily } from "@/lib/i18n";
import { useKeys } from "@/lib/keys";
import { AdvanceDrawer } from "./AdvanceDrawer";
import { DealHeader } from "./DealHeader";
import { DealTabs } from "./DealTabs";
import { ExplainDialog } from "./ExplainDialog";
import { affordancesQuery, type ConditionView, dealQuery } from "./model";
import { Overview } from "./Overview";
import { TABS, type TabKey } from "./tabs";
import { TabPanel } from "./TabPanel";

const CommandDrawer = lazily(() => import("@/features/command/CommandDrawer"));
const AllocationDrawer = lazily(() => import("./AllocationDrawer"));

/** What stands open above the page. */
type Open = { kind: "advance" } | { kind: "command"; command: string; preset?: Record<string, unknown> } | { kind: "explain"; id: string } | undefined;

export default function DealPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const search = useSearch({ strict: false }) as { tab?: string; act?: string } & Record<string, string>;
  const navigate = useNavigate();
  const deal = useQuery(dealQuery(id));
  const offers = useQuery(affordancesQuery(id));
  const [chosen, setOpen] = useState<Open>();
  // An address may name what is to be done here, and what it is about.
  const { tab: _, act: asked, ...about } = search;
  const open: Open = asked ? { kind: "command", command: asked, preset: about } : chosen;
  const [stage, setStage] = useState<string>();
  const tab = (TABS.some((one) => one.key === search.tab) ? search.tab : "overview") as TabKey;
  const show = useCallback((next: TabKey) => void navigate({ to: ".", search: next === "overview" ? {} : { tab: next }, replace: true }), [navigate]);
  const act = useCallback((command: string, preset?: Record<string, unknown>) => setOpen({ kind: "command", command, preset }), []);
  const keys = useMemo(() => ({ ...Object.fromEntries(TABS.map((one, number) => [String(number + 1), () => show(one.key)])), c: () => act("comment") }), [show, act]);
  useKeys(keys, !open);

  if (deal.error) return <Refused error={deal.error} retry={() => void deal.refetch()} />;
  if (!deal.data) return <Waiting rows={10} retry={() => void deal.refetch()} />;
  const view = deal.data;
  const affordances = offers.data ?? [];
  const close = () => {
    setOpen(undefined);
    if (asked) show(tab);
  };
  const write = (kind: string, document?: string) => void navigate({ to: "/deals/$id/write/$kind", params: { id, kind }, search: document ? { document } : {} });
  const go = (condition: ConditionView) => {
    if (!condition.document) return act(condition.command ?? "");
    const standing = view.documents.filter((one) => one.kind === condition.document).pop();
    const offer = affordances.find((one) => one.kind === condition.document);
    if (standing && !offer?.is_allowed) return void navigate({ to: "/deals/$id/documents/$document", params: { id, document: standing.id } });
    write(condition.document, standing?.id);
  };
  const except = (gate: string, condition: ConditionView) => act("request_exception", { gate, condition: condition.condition });
  return (
    <>
      <DealHeader deal={view} affordances={affordances} shownStage={stage ?? view.stage} showStage={(next) => (setStage(next), show("overview"))} advance={() => setOpen({ kind: "advance" })} act={act} write={write}>
        <DealTabs deal={view} tab={tab} show={show} />
      </DealHeader>
      {tab === "overview" ? (
        <Overview deal={view} stage={stage ?? view.stage} affordances={affordances} go={go} except={except} explain={(one) => setOpen({ kind: "explain", id: one })} act={act} />
      ) : (
        <TabPanel tab={tab} deal={view} affordances={affordances} act={act} />
      )}
      <Suspense fallback={null}>
        {open?.kind === "command" && open.command === "allocate_receipt" ? <AllocationDrawer deal={view} close={close} /> : null}
        {open?.kind === "command" && open.command !== "allocate_receipt" ? <CommandDrawer key={open.command} deal={view} affordances={affordances} command={open.command} preset={open.preset} close={close} /> : null}
      </Suspense>
      {open?.kind === "advance" ? <AdvanceDrawer deal={view} offer={affordances.find((one) => one.command === "advance_stage")} close={close} go={go} act={act} back={() => act("return_stage")} /> : null}
      {open?.kind === "explain" ? <ExplainDialog deal={view.id} obligation={open.id} close={close} /> : null}
    </>
  );
}
