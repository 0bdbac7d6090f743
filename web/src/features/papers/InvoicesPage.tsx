/** 开票: requests, where each stands, and the number once issued. */
import { Link } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Column } from "@/grid/DataGrid";
import { Tag, type Tone } from "@/light/Tag";
import { kindOf } from "@/lib/definition";
import { label } from "@/lib/i18n";
import { yuan } from "@/lib/money";
import { formOf, processQuery } from "@/lib/process";
import { minor, type Paper, said } from "./model";
import { PaperList } from "./PaperList";
import { money } from "./QuotesPage";

const COURSE: Record<string, Tone> = { requested: "amber", issued: "blue", delivered: "green", void: "plain" };

export default function InvoicesPage() {
  const { t } = useTranslation();
  const { data: process } = useQuery(processQuery);
  const form = process ? formOf(process, "invoice") : undefined;
  const field = form?.sections.flatMap((section) => section.fields).find((one) => one.key === "invoice_kind");
  const kinds = field ? (kindOf(field.type).options ?? []) : [];
  const columns: Column<Paper>[] = [
    { key: "kind", title: t("paper.invoiceKind"), width: "112px", cell: (row) => label(kinds.find((one) => one.key === said(row, "invoice_kind"))?.name) || "—" },
    { key: "total", title: `${t("paper.invoiceTotal")} (¥)`, width: "132px", align: "right", cell: (row) => money(minor(row, "total")) },
    { key: "course", title: t("paper.course"), width: "104px", cell: (row) => (row.course ? <Tag tone={COURSE[row.course] ?? "plain"}>{t(`paper.invoice.${row.course as "issued"}`)}</Tag> : "—") },
    { key: "no", title: t("paper.invoiceNo"), width: "180px", cell: (row) => row.invoice_no ?? "—" },
  ];
  return <PaperList kind="invoice" page="invoices" title={t("paper.invoices")} empty={t("paper.noInvoices")} columns={columns} amount={(row) => yuan(minor(row, "total"))} actions={<Link to="/collection">{t("nav.collection")}</Link>} />;
}
