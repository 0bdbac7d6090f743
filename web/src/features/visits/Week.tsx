/** A week of visits. Days off are marked as the server's calendar has them. */
import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure, Waiting } from "@/light/states";
import { read } from "@/lib/api";
import { clock, day, weekday } from "@/lib/due";
import { nameOf } from "@/lib/names";
import { civilDay } from "@/lib/zone";
import { type Paper, said } from "../papers/model";
import { useVisitWords } from "./words";
import css from "./visits.module.css";

export function Week({ days, plans, error, retry }: { days: string[]; plans?: Paper[]; error: unknown; retry: () => void }) {
  const { t } = useTranslation();
  const word = useVisitWords();
  const known = useDays(days);
  const [today] = useState(() => civilDay());
  if (error) return <Failure error={error} retry={retry} />;
  if (!plans) return <Waiting rows={8} retry={retry} />;
  const of = (date: string) =>
    plans
      .filter((plan) => civilDay(said(plan, "planned_start")) === date)
      .sort((a, b) => (said(a, "planned_start") ?? "").localeCompare(said(b, "planned_start") ?? ""));
  return (
    <div className={`card ${css.week}`}>
      {days.map((date) => {
        const info = known.get(date);
        const visits = of(date);
        return (
          <section key={date} aria-label={date} data-off={info && !info.is_working ? true : undefined} data-today={date === today || undefined}>
            <header>
              <b>{weekday(date)}</b> <span>{day(date)}</span>
              {info?.name ?? (info?.kind === "makeup" ? t("visit.makeup") : null) ? <small>{info?.name ?? t("visit.makeup")}</small> : null}
            </header>
            {visits.map((plan) => (
              <article key={plan.id} data-course={plan.course}>
                <Link to="/deals/$id/documents/$document" params={{ id: plan.deal.id, document: plan.id }}>
                  <b>{clock(said(plan, "planned_start") ?? "")}</b> {nameOf(plan.deal.account)}
                </Link>
                <small>
                  {word("visit_type", said(plan, "visit_type"))} · {word("visit_mode", said(plan, "visit_mode"))} · {plan.deal.owner ? nameOf(plan.deal.owner) : "—"}
                </small>
                {plan.course === "planned" ? (
                  <Link className={css.record} to="/deals/$id/write/$kind" params={{ id: plan.deal.id, kind: "visit_report" }}>
                    {t("visit.record")}
                  </Link>
                ) : (
                  <small>{plan.course ? t(`visit.course.${plan.course as "planned"}`) : ""}</small>
                )}
              </article>
            ))}
            {visits.length ? null : <p className="sm mut">{info && !info.is_working ? t("visit.off") : t("visit.free")}</p>}
          </section>
        );
      })}
    </div>
  );
}

/** What the calendar in force says of the days; a week may lie in two years. */
function useDays(days: string[]) {
  const years = [...new Set(days.map((date) => Number(date.slice(0, 4))))];
  const found = useQueries({ queries: years.map((year) => ({ queryKey: ["calendar", year], queryFn: ({ signal }: { signal: AbortSignal }) => read("/calendar-years/{year}", { path: { year }, signal }), staleTime: 3_600_000 })) });
  return new Map(found.flatMap((one) => one.data?.days ?? []).map((one) => [one.date, one] as const));
}
