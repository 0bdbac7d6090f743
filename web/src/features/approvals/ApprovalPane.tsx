/** One approval to be decided in place: what changed, which limits it breaks, who has agreed and since when it waits, what follows, and the acts. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { press, span, when } from "@/lib/deadline";
import { moment } from "@/lib/due";
import { nameOf } from "@/lib/names";
import { affordancesQuery, type ApprovalView, dealQuery, type DealView } from "@/features/deal/model";
import { Ballot } from "./Ballot";
import { Differences } from "./Differences";
import { Flow } from "./Flow";
import { dueOf, opinionsQuery } from "./model";
import { SubmitterActs } from "./SubmitterActs";
import css from "./approvals.module.css";

interface Props {
  deal: string;
  approval: string;
  /** After a decision. */
  done?: () => void;
}

export default function ApprovalPane({ deal, approval, done }: Props) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(dealQuery(deal));
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting rows={8} retry={() => void refetch()} />;
  const one = data.approvals.find((candidate) => candidate.id === approval);
  return one ? <Shown key={one.id} deal={data} approval={one} done={done} /> : <p className={css.gone}>{t("approval.gone")}</p>;
}

function Shown({ deal, approval, done }: { deal: DealView; approval: ApprovalView; done?: () => void }) {
  const { t } = useTranslation();
  const { data: offers = [] } = useQuery(affordancesQuery(deal.id));
  const { data: opinions = [] } = useQuery(opinionsQuery(deal.id, approval.id));
  const due = dueOf(deal, approval);
  const pressing = due ? press(due) : "later";
  const step = approval.steps[approval.active - 1];
  const reason = opinions.find((line) => line.kind === "approval_requested")?.note;
  return (
    <article aria-label={approval.about}>
      <header className={css.head}>
        <p className="sm mut">
          {approval.name} / {deal.number}
        </p>
        <h2>
          {nameOf(deal.account)} · {approval.about}
        </h2>
        <div className={css.tags}>
          {due ? (
            <Tag icon="clock" tone={pressing === "overdue" ? "red" : pressing === "today" ? "amber" : "plain"} title={due.clause}>
              {span(due)} · {when(due.due_at)}
            </Tag>
          ) : null}
          {approval.on_behalf_of ? <Tag tone="blue">{t("approval.inPlaceOf", { name: nameOf(approval.on_behalf_of) })}</Tag> : null}
          {approval.result ? <Tag tone={approval.result === "approved" ? "green" : "plain"}>{t(`approval.result.${approval.result as "approved"}`)}</Tag> : <Tag>{t("approval.stepOf", { step: approval.active, all: approval.steps.length, role: step?.role ?? t("approval.added") })}</Tag>}
        </div>
      </header>
      <dl className={css.facts}>
        <dt>{t("approval.submitter")}</dt>
        <dd>
          {nameOf(approval.submitter)} · {nameOf(deal.department)} · {moment(approval.requested_at)}
        </dd>
        {reason ? (
          <>
            <dt>{t("approval.reason")}</dt>
            <dd>{reason}</dd>
          </>
        ) : null}
        {approval.limits.length ? (
          <>
            <dt>{t("approval.limits")}</dt>
            <dd>
              <ul className={css.limits}>
                {approval.limits.map((limit) => (
                  <li key={limit}>
                    <Tag tone="red" icon="warn">{limit}</Tag>
                  </li>
                ))}
              </ul>
            </dd>
          </>
        ) : null}
      </dl>
      <Differences deal={deal} approval={approval} />
      <Flow approval={approval} opinions={opinions} due={due?.due_at} />
      {approval.is_mine ? <Ballot deal={deal} approval={approval} done={done} /> : null}
      <footer className={css.last}>
        <SubmitterActs deal={deal} approval={approval} offers={offers} />
        <Link to="/deals/$id" params={{ id: deal.id }}>{t("approval.toDeal")}</Link>
      </footer>
    </article>
  );
}
