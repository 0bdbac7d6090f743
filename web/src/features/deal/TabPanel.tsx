/** What a tab shows: its own pictures, the acts that belong there, its papers. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Empty } from "@/light/states";
import { ApprovalsCard } from "./ApprovalsCard";
import { ChainCard } from "./ChainCard";
import { ContractCard } from "./ContractCard";
import { DeliveryCard } from "./DeliveryCard";
import { DocumentList } from "./DocumentList";
import { FilesCard } from "./FilesCard";
import { History } from "./History";
import { LedgerCard } from "./LedgerCard";
import type { Affordance, DealView } from "./model";
import { QuoteCard } from "./QuoteCard";
import { ReviewsCard } from "./ReviewsCard";
import { StrategyCard } from "./StrategyCard";
import { TAB_ACTS } from "./acts";
import { TABS, type TabKey } from "./tabs";
import { VisitsCard } from "./VisitsCard";
import css from "./deal.module.css";

interface Props {
  tab: TabKey;
  deal: DealView;
  affordances: Affordance[];
  act: (command: string, preset?: Record<string, unknown>) => void;
}

const PICTURES: Partial<Record<TabKey, (deal: DealView) => ReactNode>> = {
  needs: (deal) => (
    <>
      <ChainCard deal={deal} />
      <VisitsCard deal={deal} />
    </>
  ),
  proposal: (deal) => (
    <>
      <QuoteCard deal={deal} />
      <ReviewsCard deal={deal} />
    </>
  ),
  contract: (deal) => (
    <>
      <ContractCard deal={deal} />
      <StrategyCard deal={deal} />
    </>
  ),
  fulfilment: (deal) => (
    <>
      <DeliveryCard deal={deal} />
      <LedgerCard deal={deal} />
    </>
  ),
};

export function TabPanel({ tab, deal, affordances, act }: Props) {
  const { t } = useTranslation();
  if (tab === "activity" || tab === "audit") {
    return (
      <div className={css.page}>
        <History deal={deal.id} whole={tab === "audit"} />
      </div>
    );
  }
  const kinds = tab === "documents" ? TABS.flatMap((one) => one.kinds ?? []) : (TABS.find((one) => one.key === tab)?.kinds ?? []);
  const shown = kinds.filter((kind) => tab !== "documents" || deal.documents.some((one) => one.kind === kind));
  const isAny = shown.some((kind) => deal.documents.some((one) => one.kind === kind) || affordances.some((one) => one.kind === kind && one.is_allowed));
  return (
    <div className={css.page}>
      <Acts tab={tab} affordances={affordances} act={act} />
      {PICTURES[tab]?.(deal)}
      <ApprovalsCard deal={deal} kinds={kinds} />
      <Card title={t("document.title")}>{isAny ? <DocumentList deal={deal} kinds={shown} affordances={affordances} whole /> : <Empty>{t("document.nothingYet")}</Empty>}</Card>
      {tab === "documents" ? <FilesCard deal={deal.id} /> : null}
    </div>
  );
}

function Acts({ tab, affordances, act }: { tab: TabKey; affordances: Affordance[]; act: Props["act"] }) {
  const offers = (TAB_ACTS[tab] ?? []).flatMap((command) => affordances.filter((one) => one.command === command && !one.kind && !one.approval));
  const allowed = offers.filter((one) => one.is_allowed);
  if (!allowed.length) return null;
  return (
    <div className={`${css.acts} ${css.tabActs} no-print`}>
      {allowed.map((one) => (
        <Button key={one.command} onClick={() => act(one.command)}>
          {one.name}
        </Button>
      ))}
    </div>
  );
}
