/** A condition that does not hold yet: what is missing, who fills it or who decides since when, and one button. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Icon } from "@/light/Icon";
import { Tag } from "@/light/Tag";
import { span, when } from "@/lib/deadline";
import { label } from "@/lib/i18n";
import { namesOf } from "@/lib/names";
import { processQuery } from "@/lib/process";
import type { ConditionView, DealView } from "./model";
import { approvalOf, dutyAbout, dutyOf, latestOf } from "./papers";
import css from "./gate.module.css";

interface Props {
  deal: DealView;
  condition: ConditionView;
  first?: boolean;
  go: () => void;
  act: (command: string, preset?: Record<string, unknown>) => void;
}

export function OpenCondition({ deal, condition, first, go, act }: Props) {
  const { t } = useTranslation();
  const approval = approvalOf(deal, condition.document);
  if (approval) {
    return (
      <li>
        <span className={css.wait}>
          <Icon name="clock" size={13} />
        </span>
        <div>
          <b>
            {approval.name} <Tag tone="blue">{t("document.inReview")}</Tag>
          </b>
          <WaitsFor deal={deal} condition={condition} />
        </div>
        <span className={`${css.ways} no-print`}>
          <Link to="/approvals" search={{ item: approval.id, deal: deal.id } as never}>
            {t("gate.seeApproval")}
          </Link>
          {approval.is_mine ? null : (
            <Button small onClick={() => act("urge_approval", { approval: approval.id })}>
              {t("gate.urge")}
            </Button>
          )}
        </span>
      </li>
    );
  }
  return (
    <li className={first ? css.first : undefined}>
      <span className={css.ring} aria-hidden="true" />
      <div>
        <b>{condition.missing}</b>
        <Responsible deal={deal} condition={condition} />
      </div>
      <Button small className="no-print" look={first ? "primary" : "plain"} onClick={go}>
        {condition.document ? t("act.fill") : condition.link_name}
      </Button>
    </li>
  );
}

function WaitsFor({ deal, condition }: { deal: DealView; condition: ConditionView }) {
  const { t } = useTranslation();
  const approval = approvalOf(deal, condition.document);
  const step = approval?.steps[approval.active - 1];
  const duty = approval ? dutyOf(deal, approval.id) : undefined;
  if (!approval || !step) return null;
  return (
    <p>
      {t("gate.step", { step: approval.active, all: approval.steps.length })} · {step.blocked ? t("gate.blocked", { role: step.role ?? "" }) : t("gate.waits", { role: step.role ?? "", name: namesOf(step.turn.length ? step.turn : step.assignees) })}
      {duty ? t("gate.until", { relative: span(duty), at: when(duty.due_at) }) : null}
    </p>
  );
}

/** `表 3 · 由销售代表填写 · 今天 18:00 到期`. */
function Responsible({ deal, condition }: { deal: DealView; condition: ConditionView }) {
  const { t } = useTranslation();
  const { data: process } = useQuery(processQuery);
  const form = condition.document ? process?.documents[condition.document] : undefined;
  const duty = dutyAbout(deal, latestOf(deal, condition.document)?.id);
  const roles = (form?.fillers ?? []).map((role) => (role === "owner" ? (deal.owner?.name ?? t("deal.owner")) : label(process?.roles.find((one) => one.key === role)?.name)));
  const parts = [form?.form_no ? t("document.formNo", { no: form.form_no }) : null, condition.link_name, roles.length ? t("gate.filledBy", { roles: roles.join("、") }) : null, duty ? t("gate.dueAt", { at: when(duty.due_at) }) : null];
  return <p>{parts.filter(Boolean).join(" · ")}</p>;
}
