import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Icon } from "@/light/Icon";
import type { Schemas } from "@/lib/api";
import { usePlace } from "@/lib/dnd";
import { type Filters, without } from "@/lib/filters";
import { shortYuan, yuan } from "@/lib/money";
import { BoardCard } from "./BoardCard";
import type { Verdict } from "./verdict";
import css from "./board.module.css";

interface Props {
  column: Schemas["ColumnView"];
  filters: Filters;
  verdict?: Verdict;
  waiting: boolean;
  drags: boolean;
  moveTo: (id: string) => void;
}

/** A stage: what stands in it and how long, and what it says to a card in the hand. */
export function BoardColumn({ column, filters, verdict, waiting, drags, moveTo }: Props) {
  const { t, i18n } = useTranslation();
  const { ref, over } = usePlace(column.stage);
  const { sums } = column;
  const slow = column.norm_working_days ? t("board.norm", { count: column.norm_working_days }) : "";
  const rest = sums.deals - column.cards.length;
  return (
    <section ref={ref} className={css.column} data-verdict={verdict?.kind} data-over={over || undefined} aria-label={column.name}>
      <header>
        <h2 title={column.name}>{column.name}</h2>
        <b>{sums.deals}</b>
        <dl>
          <div title={yuan(sums.amount_minor)}>
            <dt>{t("list.amount")}</dt>
            <dd>{shortYuan(sums.amount_minor, i18n.language)}</dd>
          </div>
          <div title={`${yuan(column.weighted_minor)} · ${column.win_probability_pct}%`}>
            <dt>{t("board.weighted")}</dt>
            <dd>{shortYuan(column.weighted_minor, i18n.language)}</dd>
          </div>
          <div title={slow}>
            <dt>{t("board.dwell")}</dt>
            <dd>{t("board.days", { count: column.average_dwell_days })}</dd>
          </div>
        </dl>
        {verdict || waiting ? <Says verdict={verdict} /> : null}
      </header>
      <ul>
        {column.cards.map((card) => (
          <BoardCard key={card.id} deal={card} drags={drags} moveTo={() => moveTo(card.id)} />
        ))}
      </ul>
      {!column.cards.length ? <p className={css.none}>{t("board.none")}</p> : null}
      {rest > 0 ? (
        <Link to="/deals" search={without({ ...filters, view: undefined, stage: column.stage }) as never} className={css.rest}>
          {t("board.rest", { count: rest })}
        </Link>
      ) : null}
    </section>
  );
}

function Says({ verdict }: { verdict?: Verdict }) {
  const { t } = useTranslation();
  if (!verdict) return <p className={css.says}>…</p>;
  const text = "text" in verdict && verdict.kind === "refused" ? verdict.text : t(`board.verdict.${verdict.kind as "open"}`, { count: verdict.kind === "missing" ? verdict.count : 0 });
  return (
    <p className={css.says}>
      <Icon name={verdict.kind === "open" || verdict.kind === "back" ? "ok" : verdict.kind === "here" ? "work" : "lock"} size={13} /> {text}
    </p>
  );
}
