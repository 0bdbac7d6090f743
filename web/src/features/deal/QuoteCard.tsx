/** The latest quotation's lines and totals, as the server computed them. */
import { Link } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Card } from "@/light/Card";
import { Tag } from "@/light/Tag";
import { day } from "@/lib/due";
import { plainYuan, yuan } from "@/lib/money";
import { documentQuery, type DealView } from "./model";
import css from "./quote.module.css";

type Row = Record<string, string | number | boolean | undefined>;

export function QuoteCard({ deal }: { deal: DealView }) {
  const { t } = useTranslation();
  const quote = deal.documents.filter((one) => one.kind === "quotation").pop();
  const { data } = useQuery({ ...documentQuery(deal.id, quote?.id ?? ""), enabled: !!quote });
  if (!quote) return null;
  const facts = quote.facts as Record<string, unknown>;
  const computed = (facts.lines as Row[] | undefined) ?? [];
  const typed = (data?.body?.lines as Row[] | undefined) ?? [];
  const money = (value: unknown) => (typeof value === "number" ? plainYuan(value) : "—");
  const floor = facts.floor_breach === true;
  return (
    <Card
      title={`${quote.name} ${quote.number ?? ""} V${quote.revision}`}
      beside={quote.open_approval ? <Tag tone="blue">{t("document.inReview")}</Tag> : quote.approved ? <Tag tone="green">{t("document.approved")}</Tag> : null}
      actions={
        <Link to="/deals/$id/documents/$document" params={{ id: deal.id, document: quote.id }}>
          {t("act.open")}
        </Link>
      }
    >
      <div className={css.scroll}>
        <table className={css.lines}>
          <thead>
            <tr>
              <th>{t("quote.item")}</th>
              <th>{t("quote.quantity")}</th>
              <th>{t("quote.list")}</th>
              <th>{t("quote.discount")}</th>
              <th>{t("quote.price")}</th>
              <th>{t("quote.subtotal")}</th>
            </tr>
          </thead>
          <tbody>
            {computed.map((line, number) => (
              <tr key={number}>
                <td>
                  {String(typed[number]?.item_name ?? "…")} {line.gift ? <Tag tone="amber">{t("quote.gift")}</Tag> : null}
                </td>
                <td>
                  {String(line.quantity ?? "")} {String(typed[number]?.unit ?? "")}
                </td>
                <td>{String(line.list_price ?? "—")}</td>
                <td>{line.discount_pct === undefined ? "—" : `${String(line.discount_pct)} %`}</td>
                <td>{String(line.unit_price ?? "")}</td>
                <td>{money(line.amount_gross)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <footer className={css.total}>
        <span className="sm mut">
          {facts.valid_until ? t("quote.validUntil", { date: day(String(facts.valid_until)) }) : null}
          {facts.discount_pct_total !== undefined ? ` · ${t("quote.overall", { percent: String(facts.discount_pct_total) })}` : null}
          {facts.gross_margin !== undefined ? ` · ${t("quote.margin", { percent: String(facts.gross_margin) })}` : null}
        </span>
        {floor ? <Tag tone="red">{t("quote.belowFloor")}</Tag> : null}
        <span className="sp" />
        <span>
          {t("quote.total")} <b>{yuan(facts.total_gross as number | undefined)}</b>
        </span>
        <span className="sm mut">{String(facts.total_in_words ?? "")}</span>
      </footer>
    </Card>
  );
}
