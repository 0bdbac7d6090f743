/** The approvals of a tab's papers, step by step: who has agreed, whose turn it is. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Card } from "@/light/Card";
import { Icon } from "@/light/Icon";
import { Tag } from "@/light/Tag";
import { moment } from "@/lib/due";
import { nameOf, namesOf } from "@/lib/names";
import type { ApprovalView, DealView, StepView } from "./model";
import css from "./cards.module.css";
import gate from "./gate.module.css";

/** The approvals of papers of some kinds. */
export function approvalsOf(deal: DealView, kinds: string[]): ApprovalView[] {
  return deal.approvals.filter((one) => {
    const about = (one.subject as { document?: { document?: string } }).document?.document;
    const kind = deal.documents.find((document) => document.id === about)?.kind;
    return !!kind && kinds.includes(kind);
  });
}

export function ApprovalsCard({ deal, kinds }: { deal: DealView; kinds: string[] }) {
  const { t } = useTranslation();
  const all = approvalsOf(deal, kinds);
  if (!all.length) return null;
  return (
    <Card title={t("deal.approvals")}>
      <ul className={css.flow}>
        {all.map((one) => (
          <li key={one.id}>
            <Link to="/approvals" search={{ item: one.id, deal: deal.id } as never}>
              {one.name} · {one.about}
            </Link>{" "}
            <Tag tone={one.result === "approved" ? "green" : one.result ? "plain" : "blue"}>{one.result ? t(`deal.result.${one.result}` as "deal.result.approved") : t("document.inReview")}</Tag>{" "}
            <span className="sm mut">
              {nameOf(one.submitter)} · {moment(one.requested_at)}
            </span>
            <ol>
              {one.steps.map((step, number) => (
                <Step key={number} step={step} active={!one.result && number === one.active - 1} />
              ))}
            </ol>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Step({ step, active }: { step: StepView; active: boolean }) {
  const { t } = useTranslation();
  const last = step.decisions[step.decisions.length - 1];
  return (
    <li className={active ? "b" : undefined}>
      {last ? (
        <span className={gate.tick}>
          <Icon name="ok" size={13} />
        </span>
      ) : (
        <span className={active ? gate.wait : undefined}>{active ? <Icon name="clock" size={13} /> : "○"}</span>
      )}
      {step.role} {last ? `${nameOf(last.by)} ${last.verdict}` : step.blocked ? t("gate.blocked", { role: "" }) : namesOf(step.turn.length ? step.turn : step.assignees)}
    </li>
  );
}
