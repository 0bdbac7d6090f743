/** The cells that lists of deals share. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "@/light/Avatar";
import { Tag, type Tone } from "@/light/Tag";
import type { Named, Schemas } from "@/lib/api";
import { next, press, span, when } from "@/lib/deadline";
import { yuan } from "@/lib/money";
import { nameOf } from "@/lib/names";
import css from "../list/list.module.css";

export type DealCard = Schemas["DealCard"];

const URGENT = { overdue: css.over, today: css.today, soon: undefined, later: undefined } as const;

/** What is due next: how long still, and when. */
export function Due({ deal }: { deal: DealCard }) {
  const { t } = useTranslation();
  const due = next(deal);
  if (!due) return <span className="mut">{t("list.nothingDue")}</span>;
  return (
    <span title={deal.next_name ?? undefined}>
      <span className={URGENT[press(due)]}>{span(due)}</span> <span className="sm mut">{when(due.due_at)}</span>
    </span>
  );
}

export function Owner({ owner }: { owner?: Named | null }) {
  const { t } = useTranslation();
  if (!owner) return <Tag tone="blue">{t("list.pool")}</Tag>;
  return (
    <span style={{ display: "inline-flex", alignItems: "center", gap: 6 }}>
      <Avatar name={nameOf(owner)} /> {nameOf(owner)}
    </span>
  );
}

export function Grade({ grade }: { grade?: string | null }) {
  const { t } = useTranslation();
  if (!grade) return <span className="mut">—</span>;
  return <Tag tone={grade === "A" ? "violet" : "plain"}>{t("list.gradeShort", { grade })}</Tag>;
}

/** Conditions met of the gate ahead. */
export function Gate({ deal }: { deal: DealCard }) {
  const { t } = useTranslation();
  if (!deal.gate) return <span className="mut">—</span>;
  const open = deal.gate_total - deal.gate_done;
  return (
    <span title={t("list.gateTitle", { gate: deal.gate })}>
      {deal.gate_done} / {deal.gate_total} {open ? null : <Tag tone="green">{t("list.ready")}</Tag>}
    </span>
  );
}

const STANDING: Record<string, Tone> = { open: "blue", closed: "green", lost: "plain", invalid: "plain" };

export function Standing({ standing }: { standing: string }) {
  const { t } = useTranslation();
  return <Tag tone={STANDING[standing] ?? "plain"}>{t(`list.standing.${standing as "open"}`)}</Tag>;
}

/** How many duties are late, where it is more than the one that the next deadline names. */
export function Late({ count }: { count: number }) {
  const { t } = useTranslation();
  return count > 1 ? <Tag tone="red">{t("list.late", { count })}</Tag> : null;
}

/** The customer, and how many duties are late beside it. */
export function Name({ deal }: { deal: DealCard }) {
  return (
    <span className={css.name} title={nameOf(deal.account)}>
      <b>{nameOf(deal.account)}</b>
      <Late count={deal.overdue_count} />
    </span>
  );
}

/** A deal on a phone: who and how much, where and until when. */
export function DealLine({ deal, beside }: { deal: DealCard; beside?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <span className={css.card}>
      <b>{nameOf(deal.account)}</b>
      <span>{deal.amount_minor ? yuan(deal.amount_minor) : deal.number}</span>
      <span className="sm mut">
        {beside} {deal.stage_name} · {deal.owner ? nameOf(deal.owner) : t("list.pool")}
      </span>
      <span className="sm">
        <Due deal={deal} />
      </span>
    </span>
  );
}
