/** What a tab shows: its documents, its own picture where it has one, and the acts that belong there. */
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { ChainCard } from "./ChainCard";
import { DocumentList } from "./DocumentList";
import { History } from "./History";
import type { Affordance, DealView } from "./model";
import { TABS, type TabKey } from "./tabs";
import { TAB_ACTS } from "./acts";
import { LedgerCard } from "./LedgerCard";
import { QuoteCard } from "./QuoteCard";
import css from "./deal.module.css";

interface Props {
  tab: TabKey;
  deal: DealView;
  affordances: Affordance[];
  write: (kind: string) => void;
  act: (command: string, preset?: Record<string, unknown>) => void;
}

export function TabPanel({ tab, deal, affordances, act }: Props) {
  const { t } = useTranslation();
  if (tab === "activity") return <History deal={deal.id} />;
  if (tab === "audit") return <History deal={deal.id} limit={100} all />;
  const kinds = tab === "documents" ? TABS.flatMap((one) => one.kinds ?? []) : (TABS.find((one) => one.key === tab)?.kinds ?? []);
  const shown = tab === "documents" ? kinds.filter((kind) => deal.documents.some((one) => one.kind === kind)) : kinds;
  return (
    <div className={css.column} style={{ marginTop: 14 }}>
      <Acts tab={tab} affordances={affordances} act={act} />
      {tab === "proposal" ? <QuoteCard deal={deal} /> : null}
      {tab === "needs" ? <ChainCard deal={deal} /> : null}
      {tab === "fulfilment" ? <LedgerCard deal={deal} /> : null}
      <Card title={t("document.title")}>
        <DocumentList deal={deal} kinds={shown} affordances={affordances} />
      </Card>
    </div>
  );
}

function Acts({ tab, affordances, act }: { tab: TabKey; affordances: Affordance[]; act: Props["act"] }) {
  const offers = (TAB_ACTS[tab] ?? []).flatMap((command) => affordances.filter((one) => one.command === command && !one.kind && !one.approval));
  const allowed = offers.filter((one) => one.is_allowed);
  if (!allowed.length) return null;
  return (
    <div className={css.acts} style={{ justifyContent: "flex-start" }}>
      {allowed.map((one) => (
        <Button key={one.command} onClick={() => act(one.command)}>
          {one.name}
        </Button>
      ))}
    </div>
  );
}
