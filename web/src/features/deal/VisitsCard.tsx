/** Visits of the deal: planned, made and recorded, in time or not. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useQuery } from "@tanstack/react-query";
import { Card } from "@/light/Card";
import { Empty } from "@/light/states";
import { Tag } from "@/light/Tag";
import { kindOf } from "@/lib/definition";
import { moment } from "@/lib/due";
import { label } from "@/lib/i18n";
import { processQuery } from "@/lib/process";
import type { DealView } from "./model";
import css from "./cards.module.css";

interface Visit {
  kind: string;
  cancelled: boolean;
  moves: number;
  objectives: number;
  people: string[];
  planned: { start: string; end: string };
  report: string | null;
}

interface Report {
  late?: boolean;
  confirmed?: boolean;
  contacts?: string[];
}

export function VisitsCard({ deal }: { deal: DealView }) {
  const { t } = useTranslation();
  const { data: process } = useQuery(processQuery);
  const visits = Object.entries((deal.facts.nurture?.visits ?? {}) as Record<string, Visit>).sort(([, a], [, b]) => b.planned.start.localeCompare(a.planned.start));
  const reports = (deal.facts.nurture?.reports ?? {}) as Record<string, Report>;
  const kinds = process?.documents.visit_plan?.sections.flatMap((section) => section.fields).find((field) => field.key === "visit_type");
  const word = (key: string) => label((kinds ? kindOf(kinds.type).options : undefined)?.find((one) => one.key === key)?.name) || key;
  return (
    <Card title={t("dealvisit.title")} actions={<span className="sm mut">{t("dealvisit.count", { count: visits.length })}</span>}>
      {visits.length ? (
        <ul className={css.visits}>
          {visits.map(([id, one]) => (
            <li key={id}>
              <span>{moment(one.planned.start)}</span>
              <span>
                <Link to="/deals/$id/documents/$document" params={{ id: deal.id, document: id }}>
                  {word(one.kind)}
                </Link>
                <small>
                  {t("dealvisit.objectives", { count: one.objectives })} · {t("dealvisit.people", { count: one.people.length })}
                  {one.moves ? ` · ${t("dealvisit.moved", { count: one.moves })}` : ""}
                </small>
              </span>
              {one.cancelled ? (
                <Tag>{t("dealvisit.cancelled")}</Tag>
              ) : one.report ? (
                <span>
                  {reports[one.report]?.late ? <Tag tone="amber">{t("dealvisit.late")}</Tag> : null}{" "}
                  <Link to="/deals/$id/documents/$document" params={{ id: deal.id, document: one.report }}>
                    {t("dealvisit.report")}
                  </Link>
                </span>
              ) : (
                <Link className="no-print" to="/deals/$id/write/$kind" params={{ id: deal.id, kind: "visit_report" }}>
                  {t("dealvisit.write")}
                </Link>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <Empty>{t("dealvisit.none")}</Empty>
      )}
    </Card>
  );
}
