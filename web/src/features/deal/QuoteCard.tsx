/** The latest quotation's lines and totals as the server computed them, and beside an earlier revision. */
import { Link } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "@/light/Card";
import { Segments } from "@/light/Segments";
import { Tag } from "@/light/Tag";
import { RevisionCompare } from "@/features/document/RevisionCompare";
import { yuan } from "@/lib/money";
import { documentQuery, type DealView } from "./model";
import { latestOf } from "./papers";
import { QuoteLines, type Row } from "./QuoteLines";
import css from "./quote.module.css";

export function QuoteCard({ deal }: { deal: DealView }) {
  const { t } = useTranslation();
  const quote = latestOf(deal, "quotation");
  const [shown, setShown] = useState<"lines" | "compare">("lines");
  const { data } = useQuery({ ...documentQuery(deal.id, quote?.id ?? ""), enabled: !!quote });
  if (!quote) return null;
  const facts = quote.facts as Record<string, unknown>;
  const before = quote.revision - 1;
  return (
    <Card
      title={
        <Link to="/deals/$id/documents/$document" params={{ id: deal.id, document: quote.id }} className="row-link">
          {quote.name} {quote.number ?? ""} V{quote.revision}
        </Link>
      }
      beside={quote.open_approval ? <Tag tone="blue">{t("document.inReview")}</Tag> : quote.approved ? <Tag tone="green">{t("document.approved")}</Tag> : null}
      actions={
        before ? (
          <Segments
            label={t("quote.view")}
            options={[
              { key: "lines", name: t("quote.lines") },
              { key: "compare", name: t("quote.compare", { revision: before }) },
            ]}
            value={shown}
            onChange={setShown}
          />
        ) : null
      }
    >
      {shown === "compare" && before ? <RevisionCompare deal={deal} document={quote.id} kind="quotation" before={before} after={quote.revision} /> : <QuoteLines rows={(facts.lines as Row[] | undefined) ?? []} typed={(data?.body?.lines as Row[] | undefined) ?? []} />}
      <QuoteTotal facts={facts} period={data?.body?.delivery_period as string | undefined} terms={(data?.body?.payment_terms as unknown[] | undefined)?.length} />
    </Card>
  );
}

/** The foot of a quotation: validity, discount and margin where one may see it, the total in figures and in words. */
export function QuoteTotal({ facts, period, terms }: { facts: Record<string, unknown>; period?: string; terms?: number }) {
  const { t } = useTranslation();
  const left = [facts.valid_until ? t("quote.validUntil", { date: String(facts.valid_until) }) : null, period ? t("quote.period", { period }) : null, terms === undefined ? null : t("quote.terms", { count: terms })];
  const right = [facts.discount_pct_total === undefined ? null : t("quote.overall", { percent: percent(facts.discount_pct_total) }), facts.gross_margin === undefined ? null : t("quote.margin", { percent: percent(facts.gross_margin) })];
  return (
    <footer className={css.total}>
      <span className="sm mut">{left.filter(Boolean).join(" · ")}</span>
      {facts.floor_breach === true ? <Tag tone="red">{t("quote.belowFloor")}</Tag> : null}
      <span className="sp" />
      <span className="sm mut">{right.filter(Boolean).join(" · ")}</span>
      <span>
        {t("quote.total")} <b>{yuan(facts.total_gross as number | undefined)}</b>
      </span>
      <span className="sm mut">{String(facts.total_in_words ?? "")}</span>
    </footer>
  );
}

/** A percentage of the server without the zeros that nobody reads. */
export function percent(value: unknown): string {
  const text = String(value);
  return /\./.test(text) ? text.replace(/(\.\d)\d+$/, "$1").replace(/\.0$/, "") : text;
}
