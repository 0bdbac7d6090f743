/** What one enters with the next stage: how long it usually takes, what is done there and by whom, and what its gate will ask for. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { label } from "@/lib/i18n";
import { processQuery } from "@/lib/process";
import type { DealView } from "./model";
import { StageActs } from "./StageActs";
import css from "./deal.module.css";

export function NextStage({ stage }: { stage: DealView["path"][number] }) {
  const { t } = useTranslation();
  const { data: process } = useQuery(processQuery);
  const definition = process?.stages.find((one) => one.stage === stage.stage);
  if (!process || !definition) return null;
  return (
    <>
      <h3>{t("deal.inStage", { stage: label(definition.name) })}</h3>
      <p className="mut2">
        {stage.norm_working_days ? `${t("deal.norm", { count: stage.norm_working_days })} ` : null}
        {t("deal.gateNeeds", { count: stage.conditions })}
      </p>
      <div className={css.stage}>
        <StageActs process={process} actions={definition.actions} />
      </div>
    </>
  );
}
