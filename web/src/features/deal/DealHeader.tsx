/** Number, name, grade, how long in this stage; the facts that matter; the acts, the way on among them and never hidden. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "@/light/Avatar";
import { Tag } from "@/light/Tag";
import { nameOf } from "@/lib/names";
import { wholeYuan, yuan } from "@/lib/money";
import { StagePath } from "@/path/StagePath";
import { DealActs } from "./DealActs";
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
  write: (kind: string, document?: string) => void;
  children: ReactNode;
}

const HELPERS = 5;

export function DealHeader({ deal, affordances, shownStage, showStage, advance, act, write, children }: Props) {
  const { t } = useTranslation();
  const isLead = deal.stage === "screening";
  return (
    <section className={`card ${css.header}`} aria-label={nameOf(deal.account)}>
      <div className={css.top}>
        <div>
          <p className="sm mut crumbs">
            <Link to={isLead ? "/leads" : "/deals"}>{t(isLead ? "nav.leads" : "nav.deals")}</Link>
            <span aria-hidden="true">/</span>
            <span>{deal.number}</span>
          </p>
          <h1>
            {nameOf(deal.account)}
            {deal.grade ? <Tag tone={deal.grade === "A" ? "violet" : "plain"}>{t("deal.grade", { grade: deal.grade })}</Tag> : null}
            <Stay deal={deal} />
          </h1>
        </div>
        <DealActs deal={deal} affordances={affordances} advance={advance} act={act} write={write} />
      </div>
      <Facts deal={deal} />
      <StagePath stages={pathOf(deal, t)} shown={shownStage} show={showStage} />
      {children}
    </section>
  );
}

function Stay({ deal }: { deal: DealView }) {
  const { t } = useTranslation();
  const here = deal.path.find((stage) => stage.state === "current");
  if (deal.has_ended || !here) return <Tag>{t("deal.ended")}</Tag>;
  const days = here.working_days ?? 0;
  if (!here.norm_working_days) return <Tag icon="clock">{t("deal.stayOpen", { days })}</Tag>;
  return (
    <Tag tone={days > here.norm_working_days ? "red" : "amber"} icon="clock">
      {t(days > here.norm_working_days ? "deal.stayOver" : "deal.stay", { days, norm: here.norm_working_days })}
    </Tag>
  );
}

function Facts({ deal }: { deal: DealView }) {
  const { t } = useTranslation();
  const helpers = deal.helpers.slice(0, HELPERS);
  const rest = deal.helpers.length - helpers.length;
  return (
    <dl className={css.facts}>
      <Fact name={t("deal.amount")} big title={yuan(deal.amount_minor)}>
        {wholeYuan(deal.amount_minor)}
      </Fact>
      {deal.won_on ? null : (
        <Fact name={t("deal.weighted")} big title={yuan(deal.weighted_minor)}>
          {wholeYuan(deal.weighted_minor)}
        </Fact>
      )}
      <Fact name={t(deal.won_on ? "deal.wonOn" : "deal.closeOn")}>
        {deal.won_on ?? deal.close_on ?? "—"}
        {typeof deal.close_in_working_days === "number" ? <Tag>{t("deal.closeIn", { count: deal.close_in_working_days })}</Tag> : null}
      </Fact>
      <Fact name={t("deal.account")}>
        <Link to="/accounts/$id" params={{ id: deal.account.id }}>
          {nameOf(deal.account)}
        </Link>
      </Fact>
      <Fact name={t("deal.owner")}>
        {deal.owner ? (
          <>
            <Avatar name={nameOf(deal.owner)} /> {nameOf(deal.owner)} · {nameOf(deal.department)}
          </>
        ) : (
          t("deal.inPool")
        )}
      </Fact>
      {helpers.length ? (
        <Fact name={t("deal.helpers")} title={deal.helpers.map(nameOf).join("、")}>
          <span className="avs">
            {helpers.map((one) => (
              <Avatar key={one.id} name={nameOf(one)} />
            ))}
          </span>
          <span className="visually-hidden">{deal.helpers.map(nameOf).join("、")}</span>
          {rest > 0 ? <small className="mut">+{rest}</small> : null}
        </Fact>
      ) : null}
    </dl>
  );
}

function Fact({ name, big, title, children }: { name: string; big?: boolean; title?: string; children: ReactNode }) {
  return (
    <div title={title}>
      <dt>{name}</dt>
      <dd className={big ? css.big : undefined}>{children}</dd>
    </div>
  );
}
