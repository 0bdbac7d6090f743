/** A stage that the deal has passed or will come to: its goal, who does what there, and what its gate asks for. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Card } from "@/light/Card";
import { Icon } from "@/light/Icon";
import { Tag } from "@/light/Tag";
import { label } from "@/lib/i18n";
import { processQuery } from "@/lib/process";
import type { DealView } from "./model";
import { StageActs } from "./StageActs";
import css from "./deal.module.css";
import gate from "./gate.module.css";

export function StageCard({ deal, stage }: { deal: DealView; stage: string }) {
  const { t, i18n } = useTranslation();
  const { data: process } = useQuery(processQuery);
  const definition = process?.stages.find((one) => one.stage === stage);
  if (!process || !definition) return null;
  const isPast = deal.path.find((one) => one.stage === stage)?.state === "done";
  const gates = Object.entries(process.gates).filter(([, one]) => one.stage === stage);
  return (
    <>
      <Card title={label(definition.name)} beside={<Tag tone={isPast ? "green" : "plain"}>{t(isPast ? "deal.passed" : "deal.ahead")}</Tag>} actions={<span className="sm mut">{t("deal.stageGoal")}</span>}>
        <div className={css.stage}>
          <p>{label(definition.goal)}</p>
          <StageActs process={process} actions={definition.actions} />
        </div>
      </Card>
      {gates.map(([key, one]) => (
        <Card key={key} title={t("gate.of", { name: label(one.name) })} actions={<span className="sm mut">{t("gate.count", { count: one.conditions.length })}</span>}>
          <ul className={gate.conditions}>
            {one.conditions.map((condition) => (
              <li key={condition.key}>
                <span className={isPast ? gate.tick : gate.ring}>{isPast ? <Icon name="ok" size={13} /> : null}</span>
                <span>{i18n.exists(`gate.done.${condition.key}`) ? t(`gate.done.${condition.key}` as "gate.open") : label(condition.missing)}</span>
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </>
  );
}
