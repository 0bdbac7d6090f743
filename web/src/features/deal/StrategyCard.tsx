/** 谈判策略: our aims and where we stop, with who else may read this. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Readers } from "@/features/document/Readers";
import { shownValue } from "@/form/shown";
import { Card } from "@/light/Card";
import { Tag } from "@/light/Tag";
import { type Body, kindOf } from "@/lib/definition";
import { label } from "@/lib/i18n";
import { yuan } from "@/lib/money";
import { formOf, processQuery } from "@/lib/process";
import { type DealView, documentQuery } from "./model";
import { latestOf } from "./papers";
import css from "./cards.module.css";
import table from "./quote.module.css";

export function StrategyCard({ deal }: { deal: DealView }) {
  const { t } = useTranslation();
  const document = latestOf(deal, "negotiation_strategy");
  const { data: process } = useQuery(processQuery);
  const { data } = useQuery({ ...documentQuery(deal.id, document?.id ?? ""), enabled: !!document });
  const form = process ? formOf(process, "negotiation_strategy") : undefined;
  const items = form?.sections.flatMap((section) => section.fields).find((field) => field.key === "items");
  if (!document || !form || !items) return null;
  const body = (data?.body ?? {}) as Body;
  const columns = (kindOf(items.type).columns ?? []).filter((column) => column.key !== "exchange");
  const rows = (body.items as Body[] | undefined) ?? [];
  const core = ((body.core_terms as Body[] | undefined) ?? []).map((one) => String(one.term ?? "")).filter(Boolean);
  return (
    <Card
      title={
        <Link to="/deals/$id/documents/$document" params={{ id: deal.id, document: document.id }} className="row-link">
          {document.name} {document.number ?? ""} V{document.revision}
        </Link>
      }
      beside={document.approved ? <Tag tone="green">{t("document.approved")}</Tag> : null}
    >
      <Readers form={form} className={css.restricted} />
      <div className={table.scroll}>
        <table className={`${table.lines} ${table.words}`}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.key}>{label(column.name)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, number) => (
              <tr key={number}>
                {columns.map((column) => (
                  <td key={column.key}>{shownValue(column, row[column.key], t)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <footer className={table.total}>
        <span className="mut2">{core.length ? t("strategy.core", { terms: core.join("；") }) : null}</span>
        <span className="sp" />
        <span>
          {t("strategy.floor")} <b>{yuan(body.floor_price_total as number | undefined)}</b>
        </span>
      </footer>
    </Card>
  );
}
