/** The lines of a quotation as a sheet, with what the server makes of them: totals, margin where one may see it, who must agree. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useContext } from "react";
import { useTranslation } from "react-i18next";
import type { EditorProps } from "@/form/FormEngine";
import { SheetInput } from "@/form/SheetInput";
import sheet from "@/form/sheet.module.css";
import { percent } from "@/features/deal/QuoteCard";
import { Tag } from "@/light/Tag";
import type { Body, Field } from "@/lib/definition";
import { yuan } from "@/lib/money";
import { rowsQuery } from "@/lib/reference";
import { Foreseen } from "./foreseen";

const FIRST = ["item_code", "item_name", "spec", "unit", "quantity", "list_price", "unit_price", "discount_pct", "vat_rate", "amount_gross"];

interface Product {
  id: string;
  code?: string | null;
  name?: string | null;
  spec?: string | null;
  unit?: string;
  vat?: string;
  active?: boolean;
}

export function QuoteEditor(props: EditorProps) {
  const { t } = useTranslation();
  const seen = useContext(Foreseen);
  const client = useQueryClient();
  useQuery(rowsQuery("/products"));
  // Read when it is needed: a paste may wait for them.
  const products = () => (client.getQueryData(rowsQuery("/products").queryKey) ?? []) as Product[];
  const facts = (seen?.facts ?? {}) as Body;
  const complete = (row: Body, column: Field): Body => {
    const product = column.key === "item_code" ? products().find((one) => one.id === row.item_code) : column.key === "item_name" && !row.item_code ? products().find((one) => one.name === row.item_name) : undefined;
    return product ? { ...row, item_code: product.id, item_name: product.name ?? row.item_name, spec: product.spec ?? row.spec, unit: product.unit ?? row.unit, vat_rate: product.vat ?? row.vat_rate } : row;
  };
  const find = (_: Field, text: string) => products().find((one) => one.code === text || one.name === text)?.id;
  const known = facts.total_gross !== undefined;
  return (
    <div>
      <SheetInput {...props} computed={facts.lines ?? props.computed} first={FIRST} complete={complete} find={find} ready={() => client.ensureQueryData(rowsQuery("/products"))} />
      <div className={sheet.total} role="status" aria-live="polite">
        {known ? (
          <>
            <span className="mut2">{t("quote.overall", { percent: percent(facts.discount_pct_total) })}</span>
            {facts.gross_margin === undefined ? null : <span className="mut2">{t("quote.margin", { percent: percent(facts.gross_margin) })}</span>}
            {facts.floor_breach === true ? <Tag tone="red">{t("quote.belowFloor")}</Tag> : null}
            {seen?.decides ? <Tag tone="amber">{t("quote.decides", { role: seen.decides })}</Tag> : null}
            <span className="sp" />
            <span>
              {t("quote.total")} <b>{yuan(facts.total_gross as number)}</b>
            </span>
            <span className="sm mut">{String(facts.total_in_words ?? "")}</span>
          </>
        ) : (
          <span className={sheet.stale}>{t("quote.unpriced")}</span>
        )}
      </div>
    </div>
  );
}
