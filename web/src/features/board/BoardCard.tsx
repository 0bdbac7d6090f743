import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Avatar } from "@/light/Avatar";
import { IconButton } from "@/light/Button";
import type { DealCard } from "@/features/deals/cells";
import { useCard } from "@/lib/dnd";
import { next, press, span, when } from "@/lib/deadline";
import { shortYuan, yuan } from "@/lib/money";
import { nameOf } from "@/lib/names";
import css from "./board.module.css";

/** A card in its column: dragged by pointer or Space on a desk, sent by a menu on a phone. */
export function BoardCard({ deal, drags, moveTo }: { deal: DealCard; drags: boolean; moveTo: () => void }) {
  const { t } = useTranslation();
  const { ref, held, handle } = useCard(deal.id, !drags);
  if (!drags) {
    return (
      <li className={css.slot}>
        <CardFace deal={deal} />
        <span className={css.menu}>
          <IconButton icon="more" label={t("board.moveTo")} onClick={moveTo} />
        </span>
      </li>
    );
  }
  return (
    <li className={css.slot} data-held={held || undefined}>
      <div ref={ref} className={css.grip} {...handle} aria-roledescription={t("board.card")} aria-label={`${nameOf(deal.account)}, ${deal.number}`}>
        <CardFace deal={deal} />
      </div>
    </li>
  );
}

/** Name, amount, owner, gate n/m, what is next, and a dot where something is late. */
export function CardFace({ deal, lifted }: { deal: DealCard; lifted?: boolean }) {
  const { t, i18n } = useTranslation();
  const due = next(deal);
  return (
    <article className={css.card} data-lifted={lifted || undefined}>
      <p className={css.name}>
        {deal.overdue_count ? <i className={css.dot} title={t("list.late", { count: deal.overdue_count })} /> : null}
        <Link to="/deals/$id" params={{ id: deal.id }} draggable={false} title={nameOf(deal.account)}>
          {nameOf(deal.account)}
        </Link>
      </p>
      <p className={css.line}>
        <b title={yuan(deal.amount_minor)}>{deal.amount_minor ? shortYuan(deal.amount_minor, i18n.language) : "—"}</b>
        <span className="sm mut">{deal.number}</span>
      </p>
      {deal.gate ? (
        <p className={css.line}>
          <span className={css.bar} role="img" aria-label={t("board.gate", { met: deal.gate_done, all: deal.gate_total })}>
            <i style={{ width: `${deal.gate_total ? (100 * deal.gate_done) / deal.gate_total : 0}%` }} />
          </span>
          <span className="sm mut2">
            {deal.gate_done}/{deal.gate_total}
          </span>
        </p>
      ) : null}
      <p className={css.line}>
        {due ? (
          <span className={css.due} data-due={press(due)} title={`${deal.next_name ?? ""} ${when(due.due_at)}`}>
            {span(due)} · {deal.next_name}
          </span>
        ) : (
          <span className="sm mut">{t("list.nothingDue")}</span>
        )}
        {deal.owner ? <Avatar name={nameOf(deal.owner)} /> : <span className="tag p">{t("list.pool")}</span>}
      </p>
    </article>
  );
}
