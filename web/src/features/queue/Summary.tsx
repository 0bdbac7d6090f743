/** Five numbers of the day; each shows the rows behind it. */
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { upTo } from "@/lib/counts";
import { clock, day, moment, weekday } from "@/lib/due";
import type { Counts, Filter } from "./model";
import css from "./queue.module.css";

interface Props {
  counts?: Counts;
  filter: Filter;
  show: (filter: Filter) => void;
}

export function Summary({ counts, filter, show }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const press = (urgency: Filter["urgency"]) => show({ whose: filter.whose === "others" ? "mine" : filter.whose, urgency: filter.urgency === urgency ? undefined : urgency });
  const tile = (name: string, count: number | undefined, note: string, tone: string | undefined, pressed: boolean, act: () => void) => (
    <button key={name} type="button" className={count ? tone : undefined} aria-pressed={pressed} onClick={act}>
      <b>{count === undefined ? "–" : upTo(count, counts)}</b>
      <span>{name}</span>
      <small>{counts ? note : "…"}</small>
    </button>
  );
  const here = (urgency: Filter["urgency"]) => filter.whose !== "others" && filter.urgency === urgency;
  return (
    <div className={css.sum} role="group" aria-label={t("queue.summary")}>
      {tile(t("queue.overdue"), counts?.overdue, counts?.overdue ? t("queue.longest", { count: counts.overdue_working_days ?? 0 }) : t("queue.noneOverdue"), css.over, here("overdue"), () => press("overdue"))}
      {tile(t("queue.today"), counts?.today, counts?.next_today_at ? t("queue.next", { at: clock(counts.next_today_at) }) : t("queue.noneToday"), css.today, here("today"), () => press("today"))}
      {tile(t("queue.soon"), counts?.soon, counts ? t("queue.until", { day: `${day(counts.soon_until)} ${weekday(counts.soon_until)}` }) : "", undefined, here("soon"), () => press("soon"))}
      {tile(t("queue.approvals"), counts?.approvals, counts?.approvals_since ? t("queue.waited", { at: moment(counts.approvals_since) }) : t("queue.noneWaiting"), undefined, false, () => void navigate({ to: "/approvals" }))}
      {tile(t("queue.others"), counts?.others, counts?.requested ? t("queue.urgeable", { count: counts.requested }) : t("queue.noneUrgeable"), undefined, filter.whose === "others", () => show({ whose: filter.whose === "others" ? "mine" : "others" }))}
    </div>
  );
}
