/** Number, name, grade, how long in this stage; the facts that matter; the acts, the way on among them and never hidden. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Avatar } from "@/light/Avatar";
import { Button } from "@/light/Button";
import { Tag } from "@/light/Tag";
import { day } from "@/lib/due";
import { yuan } from "@/lib/money";
import { nameOf } from "@/lib/names";
import { StagePath } from "@/path/StagePath";
import { figures } from "./figures";
import type { Affordance, DealView } from "./model";
import { pathOf } from "./stages";
import css from "./deal.module.css";

interface Props {
  deal: DealView;
  affordances: Affordance[];
  shownStage: string;
  showStage: (stage: string) => void;
  advance: () => void;
  act: (command: string) => void;
}

export function DealHeader({ deal, affordances, shownStage, showStage, advance, act }: Props) {
  const { t } = useTranslation();
  const here = deal.path.find((stage) => stage.state === "current");
  const late = !!here?.norm_working_days && (here.working_days ?? 0) > here.norm_working_days;
  const { amount, closeOn, weighted } = figures(deal);
  return (
    <section className={`card ${css.header}`} aria-label={nameOf(deal.account)}>
      <div className={css.top}>
        <div>
          <div className={`sm mut ${css.crumb}`}>
            <Link to={deal.stage === "screening" ? "/leads" : "/deals"}>{t(deal.stage === "screening" ? "nav.leads" : "nav.deals")}</Link>
            <span>/ {deal.number}</span>
          </div>
          <h1>
            {nameOf(deal.account)}
            {deal.grade ? <Tag tone={deal.grade === "A" ? "red" : "plain"}>{t("deal.grade", { grade: deal.grade })}</Tag> : null}
            {here && !deal.has_ended ? (
              <Tag tone={late ? "red" : "amber"} icon="clock">
                {here.norm_working_days ? t("deal.stay", { days: here.working_days ?? 0, norm: here.norm_working_days }) : t("deal.stayOpen", { days: here.working_days ?? 0 })}
              </Tag>
            ) : null}
            {deal.has_ended ? <Tag>{t("deal.ended")}</Tag> : null}
          </h1>
        </div>
        <Acts deal={deal} affordances={affordances} advance={advance} act={act} />
      </div>
      <dl className={css.facts}>
        <Fact name={t("deal.amount")}>{yuan(amount)}</Fact>
        {weighted !== undefined ? <Fact name={t("deal.weighted")}>{yuan(weighted)}</Fact> : null}
        <Fact name={t("deal.closeOn")}>{closeOn ? day(closeOn) : "—"}</Fact>
        <Fact name={t("deal.account")}>
          <Link to="/accounts/$id" params={{ id: deal.account.id }}>{nameOf(deal.account)}</Link>
        </Fact>
        <Fact name={t("deal.owner")}>
          {deal.owner ? (
            <span className={css.person}>
              <Avatar name={nameOf(deal.owner)} /> {nameOf(deal.owner)} · {nameOf(deal.department)}
            </span>
          ) : (
            t("deal.inPool")
          )}
        </Fact>
      </dl>
      <StagePath stages={pathOf(deal, t)} shown={shownStage} show={showStage} />
    </section>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Acts({ deal, affordances, advance, act }: Pick<Props, "deal" | "affordances" | "advance" | "act">) {
  const { t } = useTranslation();
  const of = (command: string) => affordances.find((one) => one.command === command && !one.kind);
  const way = of("advance_stage");
  const next = deal.path[deal.path.findIndex((stage) => stage.state === "current") + 1];
  const follow = deal.stage === "screening" ? "log_contact_attempt" : "comment";
  return (
    <div className={css.acts}>
      {of(follow) && !of(follow)?.refusal ? (
        <Button icon="phone" onClick={() => act(follow)}>
          {t("deal.followUp")}
        </Button>
      ) : null}
      {next && way && !deal.has_ended ? (
        <Button look={way.refusal ? "locked" : "primary"} title={way.refusal?.text} onClick={advance}>
          {t("deal.enter", { stage: next.name })}
        </Button>
      ) : null}
      <Button icon="more" aria-label={t("act.more")} onClick={() => act("")} />
    </div>
  );
}
