/** The first tab: the gate, the paper at hand, what happened lately; at the right what is owed, who decides and the key facts. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Card } from "@/light/Card";
import { label } from "@/lib/i18n";
import { processQuery } from "@/lib/process";
import { ChainCard } from "./ChainCard";
import { DocumentList } from "./DocumentList";
import { GateCard } from "./GateCard";
import { History } from "./History";
import { KeyFacts } from "./KeyFacts";
import { LedgerCard } from "./LedgerCard";
import type { Affordance, ConditionView, DealView } from "./model";
import { QuoteCard } from "./QuoteCard";
import { StageCard } from "./StageCard";
import { TodoCard } from "./TodoCard";
import css from "./deal.module.css";

interface Props {
  deal: DealView;
  stage: string;
  affordances: Affordance[];
  go: (condition: ConditionView) => void;
  except: (gate: string, condition: ConditionView) => void;
  explain: (id: string) => void;
  act: (command: string, preset?: Record<string, unknown>) => void;
}

const RECENT = 12;

export function Overview({ deal, stage, affordances, go, except, explain, act }: Props) {
  const here = stage === deal.stage;
  const gates = here && !deal.has_ended ? [...deal.gates].sort((a, b) => Number(b.is_exit) - Number(a.is_exit) || Number(b.met < b.conditions.length) - Number(a.met < a.conditions.length)) : [];
  const mayGoBack = deal.path[0]?.stage !== deal.stage && affordances.some((one) => one.command === "return_stage" && one.is_allowed);
  return (
    <div className={css.split}>
      <div className={css.column}>
        {gates.map((gate) => (
          <GateCard key={gate.gate} deal={deal} gate={gate} go={go} except={except} act={act} back={gate.is_exit && mayGoBack ? () => act("return_stage") : undefined} />
        ))}
        {here ? null : <StageCard deal={deal} stage={stage} />}
        {stage === "proposal" || stage === "contract" ? <QuoteCard deal={deal} /> : null}
        {stage === "fulfilment" || stage === "aftercare" ? <LedgerCard deal={deal} /> : null}
        <Papers deal={deal} stage={stage} affordances={affordances} />
        <History deal={deal.id} limit={RECENT} />
      </div>
      <div className={css.column}>
        <TodoCard obligations={deal.obligations} explain={explain} />
        <ChainCard deal={deal} small />
        <KeyFacts deal={deal} />
      </div>
    </div>
  );
}

function Papers({ deal, stage, affordances }: { deal: DealView; stage: string; affordances: Affordance[] }) {
  const { t } = useTranslation();
  const { data: process } = useQuery(processQuery);
  const definition = process?.stages.find((one) => one.stage === stage);
  if (!definition) return null;
  return (
    <Card title={t("document.ofStage", { stage: label(definition.name) })}>
      <DocumentList deal={deal} kinds={definition.outputs} affordances={affordances} />
    </Card>
  );
}
