/** What one has to know before calling: pains, budget, rivals, where it came from, the next visit. From the papers, never typed again. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { shownValue } from "@/form/shown";
import { Card } from "@/light/Card";
import { Tag } from "@/light/Tag";
import type { Body, Field } from "@/lib/definition";
import { moment } from "@/lib/due";
import { label } from "@/lib/i18n";
import { processQuery } from "@/lib/process";
import { type DealView, documentQuery } from "./model";
import { latestOf } from "./papers";
import css from "./deal.module.css";

const SHOWN = ["budget_status", "budget_amount", "expected_purchase_date", "competitor", "source_channel", "intent_level", "strategy_fit"];

export function KeyFacts({ deal }: { deal: DealView }) {
  const { t } = useTranslation();
  const lead = latestOf(deal, "lead_registration");
  const report = latestOf(deal, "visit_report");
  const { data: process } = useQuery(processQuery);
  const typed = useQuery({ ...documentQuery(deal.id, lead?.id ?? ""), enabled: !!lead }).data?.body as Body | undefined;
  const visited = useQuery({ ...documentQuery(deal.id, report?.id ?? ""), enabled: !!report }).data?.body as Body | undefined;
  const form = process?.documents.lead_registration;
  if (!lead || !form) return null;
  const pains = ((visited?.pain_points as Body[] | undefined) ?? []).map((one) => String(one.description ?? "")).filter(Boolean);
  const known: Body = { ...lead.facts, ...typed };
  const fields = form.sections.flatMap((section) => section.fields);
  const rows = SHOWN.flatMap((key) => fields.find((field) => field.key === key) ?? []).filter((field) => known[field.key] !== undefined);
  return (
    <Card
      title={t("deal.keyFacts")}
      actions={
        <Link to="/deals/$id/documents/$document" params={{ id: deal.id, document: lead.id }} className="no-print">
          {t("act.open")}
        </Link>
      }
    >
      <dl className={css.kv}>
        {pains.length ? (
          <>
            <dt>{t("deal.pains")}</dt>
            <dd>{pains.join("；")}</dd>
          </>
        ) : null}
        {rows.map((field) => (
          <KeyFact key={field.key} field={field} value={known[field.key]} />
        ))}
        <NextVisit deal={deal} />
      </dl>
    </Card>
  );
}

function KeyFact({ field, value }: { field: Field; value: unknown }) {
  const { t } = useTranslation();
  return (
    <>
      <dt>{label(field.name)}</dt>
      <dd>{shownValue(field, value, t)}</dd>
    </>
  );
}

interface Visit {
  planned?: { start?: string };
  cancelled?: boolean;
  report?: string | null;
}

function NextVisit({ deal }: { deal: DealView }) {
  const { t } = useTranslation();
  const visits = Object.values((deal.facts.nurture?.visits ?? {}) as Record<string, Visit>);
  const next = visits.filter((one) => !one.cancelled && !one.report && one.planned?.start).sort((a, b) => String(a.planned?.start).localeCompare(String(b.planned?.start)))[0];
  if (!next?.planned?.start) return null;
  return (
    <>
      <dt>{t("deal.nextVisit")}</dt>
      <dd>
        {moment(next.planned.start)} <Tag tone="green">{t("deal.visitPlanned")}</Tag>
      </dd>
    </>
  );
}
