/** The first tab: the gate, the papers of this stage, what happened lately; at the right what is owed and who decides. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { shownValue } from "@/form/shown";
import { Card } from "@/light/Card";
import type { Field } from "@/lib/definition";
import { label } from "@/lib/i18n";
import { processQuery } from "@/lib/process";
import { ChainCard } from "./ChainCard";
import { DocumentList } from "./DocumentList";
import { GateCard } from "./GateCard";
import { History } from "./History";
import type { Affordance, ConditionView, DealView } from "./model";
import { TodoCard } from "./TodoCard";
import css from "./deal.module.css";

interface Props {
  deal: DealView;
  stage: string;
  affordances: Affordance[];
  go: (condition: ConditionView) => void;
  except: (condition: ConditionView) => void;
  explain: (id: string) => void;
  act: (command: string) => void;
}

export function Overview({ deal, stage, affordances, go, except, explain }: Props) {
  const { t } = useTranslation();
  const { data: process } = useQuery(processQuery);
  const definition = process?.stages.find((one) => one.stage === stage);
  const here = stage === deal.stage;
  const gates = here ? [...deal.gates].sort((a, b) => Number(b.is_exit) - Number(a.is_exit)) : [];
  return (
    <div className={css.split}>
      <div className={css.column}>
        {gates.map((gate) => (
          <GateCard key={gate.gate} deal={deal} gate={gate} go={go} except={except} />
        ))}
        {definition ? (
          <Card title={label(definition.name)} actions={<span className="sm mut">{t("deal.stageGoal")}</span>}>
            <div className={css.stage}>
              <p>{label(definition.goal)}</p>
              <ol>
                {definition.actions.map((action) => (
                  <li key={action.name.zh}>
                    {label(action.name)} <small>{action.roles.map((role) => label(process?.roles.find((one) => one.key === role)?.name)).join("、")}</small>
                  </li>
                ))}
              </ol>
            </div>
            <DocumentList deal={deal} kinds={definition.outputs} affordances={affordances} />
          </Card>
        ) : null}
        <History deal={deal.id} limit={12} />
      </div>
      <div className={css.column}>
        <TodoCard obligations={deal.obligations} explain={explain} />
        <ChainCard deal={deal} />
        <KeyFacts deal={deal} />
      </div>
    </div>
  );
}

function KeyFacts({ deal }: { deal: DealView }) {
  const { t } = useTranslation();
  const lead = deal.documents.find((one) => one.kind === "lead_registration");
  const { data: process } = useQuery(processQuery);
  const form = process?.documents.lead_registration;
  if (!lead || !form) return null;
  const shown = ["source_channel", "budget_status", "budget_amount", "expected_purchase_date", "intent_level", "strategy_fit"];
  const rows = form.sections.flatMap((section) => section.fields).filter((field) => shown.includes(field.key) && lead.facts[field.key] !== undefined);
  return (
    <Card title={t("deal.keyFacts")}>
      <dl className={css.kv}>
        {rows.map((field) => (
          <KeyFact key={field.key} field={field} value={lead.facts[field.key]} />
        ))}
      </dl>
    </Card>
  );
}

function KeyFact({ field, value }: { field: Field; value: unknown }) {
  const { t } = useTranslation();
  return (
    <>
      <dt>{label(field.name)}</dt>
      <dd>{shownValue(field, value, t)}</dd>
    </>
  );
}
