/** 合同: value, signature, term, and whether the original lies where it belongs. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Column } from "@/grid/DataGrid";
import { Tag, type Tone } from "@/light/Tag";
import { yuan } from "@/lib/money";
import { minor, type Paper } from "./model";
import { PaperList } from "./PaperList";
import { dated, money } from "./QuotesPage";

const COURSE: Record<string, Tone> = { drafted: "plain", sealed: "blue", signed: "amber", filed: "green" };

export default function ContractsPage() {
  const { t } = useTranslation();
  const amount = (row: Paper) => row.contract_minor ?? minor(row, "amount_gross");
  const columns: Column<Paper>[] = [
    { key: "amount", title: `${t("paper.value")} (¥)`, width: "116px", align: "right", cell: (row) => money(amount(row)) },
    { key: "course", title: t("paper.course"), width: "92px", cell: (row) => (row.course ? <Tag tone={COURSE[row.course] ?? "plain"}>{t(`paper.contract.${row.course as "filed"}`)}</Tag> : "—") },
    { key: "signed", title: t("paper.signedOn"), width: "92px", cell: (row) => dated(row.signed_on) },
    { key: "term", title: t("paper.termEnd"), width: "92px", cell: (row) => dated(row.term_end) },
  ];
  return <PaperList kind="contract_approval" page="contracts" title={t("nav.contracts")} empty={t("paper.noContracts")} columns={columns} amount={(row) => yuan(amount(row))} actions={<Link to="/invoices">{t("paper.toInvoices")}</Link>} />;
}
