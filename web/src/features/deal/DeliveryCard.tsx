/** The delivery plan on the company's calendar: what was promised first, what is planned now, what is done. */
import { useQueries, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Gantt } from "@/gantt/Gantt";
import { span } from "@/gantt/scale";
import { Card } from "@/light/Card";
import { Tag } from "@/light/Tag";
import { daysOf, yearQuery } from "@/lib/calendar";
import type { Body } from "@/lib/definition";
import { day, moment } from "@/lib/due";
import { rowsQuery } from "@/lib/reference";
import { civilDay } from "@/lib/zone";
import { type DealView, documentQuery } from "./model";
import { latestOf } from "./papers";

interface Milestone {
  planned_on?: string;
  baseline_on?: string | null;
  done_on?: string | null;
  responsible?: string;
}

interface Plan {
  baseline?: number;
  confirmed_at?: string | null;
  milestones?: Record<string, Milestone>;
  planned_start?: string | null;
  planned_end?: string | null;
  started_on?: string | null;
}

export function DeliveryCard({ deal }: { deal: DealView }) {
  const { t } = useTranslation();
  const plan = (deal.facts.fulfilment?.plan ?? {}) as Plan;
  const paper = latestOf(deal, "delivery_plan");
  const { data } = useQuery({ ...documentQuery(deal.id, paper?.id ?? ""), enabled: !!paper });
  const { data: people } = useQuery({ ...rowsQuery("/users"), enabled: !!paper });
  const milestones = Object.entries(plan.milestones ?? {});
  const now = civilDay();
  const dates = [plan.planned_start, plan.planned_end, ...milestones.flatMap(([, one]) => [one.planned_on, one.baseline_on, one.done_on])].filter((one): one is string => !!one);
  const [from, to] = span(dates, now);
  const years = Array.from({ length: Number(to.slice(0, 4)) - Number(from.slice(0, 4)) + 1 }, (_, number) => Number(from.slice(0, 4)) + number);
  const calendar = useQueries({ queries: milestones.length ? years.map(yearQuery) : [] });
  if (!paper || !milestones.length) return null;
  const rows = (data?.body as Body | undefined)?.milestones as { no?: number; name?: string }[] | undefined;
  const days = daysOf(
    calendar.flatMap((year) => year.data?.days ?? []),
    from,
    to,
  );
  return (
    <Card
      title={t("delivery.title")}
      beside={
        <>
          {plan.confirmed_at ? <Tag tone="green">{t("delivery.confirmed", { at: moment(plan.confirmed_at) })}</Tag> : <Tag tone="amber">{t("delivery.unconfirmed")}</Tag>}
          {plan.started_on ? <Tag>{t("delivery.started", { on: day(plan.started_on) })}</Tag> : null}
          {plan.baseline ? <Tag>{t("delivery.baseline", { number: plan.baseline })}</Tag> : null}
        </>
      }
      actions={
        <Link className="no-print" to="/deals/$id/documents/$document" params={{ id: deal.id, document: paper.id }}>
          {t("act.open")}
        </Link>
      }
    >
      <Gantt
        days={days}
        today={now}
        milestones={milestones.map(([no, one]) => ({
          no: Number(no),
          name: rows?.find((row) => row.no === Number(no))?.name ?? t("delivery.milestone", { no }),
          owner: people?.find((person) => person.id === one.responsible)?.name ?? "",
          planned: one.planned_on ?? "",
          baseline: one.baseline_on ?? undefined,
          actual: one.done_on ?? undefined,
          late: !one.done_on && !!one.planned_on && one.planned_on < now,
        }))}
      />
    </Card>
  );
}
