/** 报价: what was quoted at which discount, until when, and how far it is. */
import { useTranslation } from "react-i18next";
import { Tag } from "@/light/Tag";
import { day } from "@/lib/due";
import { plainYuan, yuan } from "@/lib/money";
import { minor, said } from "./model";
import { type PaperColumn, PaperList } from "./PaperList";

export default function QuotesPage() {
  const { t } = useTranslation();
  const percent = (value?: string) => (value === undefined ? "—" : <span title={`${value} %`}>{Number(value).toFixed(1)} %</span>);
  const columns: PaperColumn[] = [
    { key: "total", title: `${t("paper.gross")} (¥)`, width: "116px", align: "right", cell: (row) => money(minor(row, "total_gross")) },
    {
      key: "discount",
      title: t("paper.discount"),
      width: "124px",
      align: "right",
      cell: (row) => (
        <>
          {(row.facts as Record<string, unknown>).floor_breach === true ? <Tag tone="red">{t("quote.belowFloor")}</Tag> : null} {percent(said(row, "discount_pct_total"))}
        </>
      ),
    },
    { key: "margin", title: t("paper.margin"), width: "80px", fact: "gross_margin", align: "right", cell: (row) => percent(said(row, "gross_margin")) },
    { key: "valid", title: t("paper.validUntil"), width: "92px", cell: (row) => dated(said(row, "valid_until")) },
  ];
  return <PaperList kind="quotation" page="quotes" title={t("nav.quotes")} empty={t("paper.noQuotes")} columns={columns} amount={(row) => yuan(minor(row, "total_gross"))} />;
}

export const money = (value?: number | null) => (value === undefined || value === null ? "—" : plainYuan(value));
export const dated = (value?: string | null) => (value ? day(value) : "—");
