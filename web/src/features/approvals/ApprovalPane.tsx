/** One approval to be decided in place: what changed, which limits it breaks, who has agreed, and the acts. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Icon } from "@/light/Icon";
import { Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { moment } from "@/lib/due";
import { newKey } from "@/lib/http";
import { nameOf, namesOf } from "@/lib/names";
import { type ApprovalView, command, dealQuery, type DealView } from "@/features/deal/model";
import { Differences } from "./Differences";
import css from "./approvals.module.css";

interface Props {
  deal: string;
  approval: string;
  /** After a decision. */
  done?: () => void;
  /** Opens the choice of a person, for transfer and adding. */
  choosePerson: (act: "transfer" | "add", approval: ApprovalView, deal: DealView) => void;
}

export function ApprovalPane({ deal, approval, done, choosePerson }: Props) {
  const { data, error, refetch } = useQuery(dealQuery(deal));
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting />;
  const one = data.approvals.find((candidate) => candidate.id === approval);
  return one ? <Shown key={one.id} deal={data} approval={one} done={done} choosePerson={choosePerson} /> : null;
}

function Shown({ deal, approval, done, choosePerson }: { deal: DealView; approval: ApprovalView; done?: () => void; choosePerson: Props["choosePerson"] }) {
  const { t } = useTranslation();
  return (
    <article aria-label={approval.about}>
      <header className={css.head}>
        <p className="sm mut">
          {approval.name} · {deal.number}
        </p>
        <h2>
          {nameOf(deal.account)} · {approval.about}
        </h2>
        <div className={css.tags}>
          {approval.result ? <Tag tone={approval.result === "approved" ? "green" : "plain"}>{t(`approval.result.${approval.result as "approved"}`)}</Tag> : <Tag>{t("approval.step", { step: approval.active, all: approval.steps.length })}</Tag>}
        </div>
      </header>
      <dl className={css.facts}>
        <dt>{t("approval.submitter")}</dt>
        <dd>
          {nameOf(approval.submitter)} · {moment(approval.requested_at)}
        </dd>
      </dl>
      <Differences deal={deal} approval={approval} />
      <Flow approval={approval} />
      {approval.is_mine ? <Ballot deal={deal} approval={approval} done={done} choosePerson={choosePerson} /> : null}
      <p className={css.link}>
        <Link to="/deals/$id" params={{ id: deal.id }}>{t("approval.toDeal")}</Link>
      </p>
    </article>
  );
}

function Flow({ approval }: { approval: ApprovalView }) {
  const { t } = useTranslation();
  return (
    <ol className={css.flow}>
      {approval.steps.map((step, number) => {
        const done = step.decisions.length > 0 && number + 1 !== approval.active;
        const here = number + 1 === approval.active && !approval.result;
        const who = here ? step.turn : step.assignees;
        return (
          <li key={number}>
            <span className={done ? css.agreed : here ? css.waiting : css.ahead}>
              <Icon name={done ? "ok" : here ? "clock" : "more"} size={12} />
            </span>
            <span>
              <b className={here ? "b" : undefined}>
                {step.role ?? t("approval.added")} {namesOf(who)}
              </b>
              {step.decisions.map((decision) => (
                <span key={decision.by.id} className="mut">
                  {" "}
                  {nameOf(decision.by)} {decision.verdict}
                </span>
              ))}
              {step.blocked ? <Tag tone="red">{t("approval.blocked")}</Tag> : null}
            </span>
            <span className="sm mut">{here ? t("approval.allowance", { count: step.working_days }) : null}</span>
          </li>
        );
      })}
    </ol>
  );
}

type Verdict = "approve" | "reject" | { return: number };

function Ballot({ deal, approval, done, choosePerson }: { deal: DealView; approval: ApprovalView; done?: () => void; choosePerson: Props["choosePerson"] }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [opinion, setOpinion] = useState("");
  const [returning, setReturning] = useState(false);
  const key = useRef(newKey());
  const vote = useMutation({
    mutationFn: (verdict: Verdict) => command(deal.id, { type: "decide_approval", approval: approval.id, step: approval.active, verdict, digest: approval.digest, opinion: opinion.trim() || null }, { key: key.current }),
    onSuccess: async () => {
      await client.invalidateQueries();
      done?.();
    },
    onError: () => {
      key.current = newKey();
    },
  });
  return (
    <div className={css.ballot}>
      <label className="visually-hidden" htmlFor="opinion">
        {t("approval.opinion")}
      </label>
      <textarea id="opinion" className="field" rows={2} value={opinion} placeholder={t("approval.opinionHint")} onChange={(event) => setOpinion(event.target.value)} onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing && vote.mutate("approve")} />
      {vote.error ? <Failure error={vote.error} /> : null}
      <div className={css.acts}>
        <Button look="primary" busy={vote.isPending} data-act="approve" onClick={() => vote.mutate("approve")}>
          {t("approval.approve")}
        </Button>
        <Button look="danger" busy={vote.isPending} data-act="return" aria-expanded={returning} onClick={() => setReturning(!returning)}>
          {t("approval.return")}
        </Button>
        <Button look="danger" busy={vote.isPending} onClick={() => vote.mutate("reject")}>
          {t("approval.reject")}
        </Button>
        <Button data-act="transfer" onClick={() => choosePerson("transfer", approval, deal)}>{t("approval.transfer")}</Button>
        <Button onClick={() => choosePerson("add", approval, deal)}>{t("approval.add")}</Button>
      </div>
      {returning ? (
        <div className={css.acts} role="group" aria-label={t("approval.returnTo")}>
          <span className="mut">{t("approval.returnTo")}</span>
          <Button small onClick={() => vote.mutate({ return: 0 })}>
            {nameOf(approval.submitter)}
          </Button>
          {approval.steps.slice(0, approval.active - 1).map((step, number) => (
            <Button small key={number} onClick={() => vote.mutate({ return: number + 1 })}>
              {number + 1} {step.role ?? t("approval.added")}
            </Button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
