/** Lines of a quotation, read only: what is typed beside what the server computed. */
import { useTranslation } from "react-i18next";
import { Tag } from "@/light/Tag";
import { plainYuan, priced } from "@/lib/money";
import { percent } from "./QuoteCard";
import css from "./quote.module.css";

export type Row = Record<string, string | number | boolean | undefined>;

export function QuoteLines({ rows, typed }: { rows: Row[]; typed: Row[] }) {
  const { t } = useTranslation();
  return (
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
          {rows.map((line, number) => (
            <tr key={number}>
              <td>
                {String(typed[number]?.item_name ?? "…")} {typed[number]?.spec ? <span className="mut">· {String(typed[number]?.spec)}</span> : null} {line.gift ? <Tag tone="amber">{t("quote.gift")}</Tag> : null}
              </td>
              <td>
                {String(line.quantity ?? "")} {String(typed[number]?.unit ?? "")}
              </td>
              <td>{priced(line.list_price)}</td>
              <td>{line.discount_pct === undefined ? "—" : t("quote.off", { percent: percent(line.discount_pct) })}</td>
              <td>{priced(line.unit_price)}</td>
              <td>{typeof line.amount_gross === "number" ? plainYuan(line.amount_gross) : "—"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
