/** 回款跟踪 (表5) across deals: plan against received, how old what is out is, invoices and dunning. */
import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "@/grid/DataGrid";
import { Tag, type Tone } from "@/light/Tag";
import { type Asked, read, type Schemas } from "@/lib/api";
import { day } from "@/lib/due";
import { narrowing, useFilters } from "@/lib/filters";
import { plainYuan, shortYuan, yuan } from "@/lib/money";
import { nameOf } from "@/lib/names";
import { Owner } from "../deals/cells";
import type { FilterSpec } from "../list/FilterBar";
import { ListPage } from "../list/ListPage";
import { usePages } from "@/lib/pages";
import { Ageing } from "./Ageing";
import { Receipts } from "./Receipts";
import css from "./collection.module.css";
import list from "../list/list.module.css";

type Instalment = Schemas["InstalmentLine"];
type Which = NonNullable<Asked<"/instalments">["query"]>;

const PAGE = 50;

export default function CollectionPage() {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const state = useFilters();
  const query = useMemo(() => ({ ...narrowing(state.filters), ...(state.filters.open ? {} : { open: true }) }) as Which, [state.filters]);
  const pages = usePages(["deals", "instalments", query], (cursor, signal) => read("/instalments", { query: { ...query, limit: PAGE, cursor }, signal }));
  const columns = useColumns();
  const sums = pages.first?.sums;
  const specs: FilterSpec[] = [
    { kind: "choice", key: "open", label: t("money.openOnly"), options: [{ value: "false", label: t("money.alsoPaid") }] },
    { kind: "owner", key: "owner", label: t("list.owner") },
  ];
  const further: FilterSpec[] = [
    { kind: "department", key: "department", label: t("list.department") },
    { kind: "date", key: "due_from", label: t("money.dueFrom") },
    { kind: "date", key: "due_before", label: t("money.dueBefore") },
  ];
  return (
    <ListPage<Instalment>
      title={t("nav.collection")}
      page="collection"
      text={t("list.text")}
      file={{ list: "instalments", query }}
      state={state}
      specs={specs}
      further={further}
      actions={
        <>
          <Link to="/invoices">{t("paper.toInvoices")}</Link>
          <Receipts />
        </>
      }
      above={<Ageing ages={pages.first?.ageing ?? undefined} state={state} />}
      sums={
        sums ? (
          <>
            <span><b>{sums.instalments}</b> {t("money.instalments")}</span>
            <span title={yuan(sums.planned_minor)}>{t("money.planned")} <b>{shortYuan(sums.planned_minor, i18n.language)}</b></span>
            <span title={yuan(sums.received_minor)}>{t("money.received")} <b>{shortYuan(sums.received_minor, i18n.language)}</b></span>
            <span title={yuan(sums.outstanding_minor)}>{t("list.outstanding")} <b>{shortYuan(sums.outstanding_minor, i18n.language)}</b></span>
          </>
        ) : null
      }
      grid={{ columns, pages, keyOf: (row) => row.id, open: (row) => void navigate({ to: "/deals/$id", params: { id: row.deal.id }, search: { tab: "fulfilment" } as never }), card: (row) => <Line row={row} />, empty: t("money.none") }}
    />
  );
}

const INVOICE: Record<string, Tone> = { none: "plain", requested: "amber", issued: "blue", delivered: "green" };

function Invoice({ row }: { row: Instalment }) {
  const { t } = useTranslation();
  return (
    <span title={row.invoiced_minor ? yuan(row.invoiced_minor) : undefined}>
      <Tag tone={INVOICE[row.invoice] ?? "plain"}>{t(`money.invoice.${row.invoice as "none"}`)}</Tag>
    </span>
  );
}

function DueOn({ row }: { row: Instalment }) {
  const { t } = useTranslation();
  if (!row.due_on) return <span className="mut">{t("money.notTriggered")}</span>;
  return (
    <span>
      {day(row.due_on)} {row.overdue_days ? <b className={list.over}>{t("money.overdue", { count: row.overdue_days })}</b> : null}
    </span>
  );
}

/** The level that was done and the one that is owed; owed and not done is red. */
function Dunning({ row }: { row: Instalment }) {
  const { t } = useTranslation();
  const owed = row.dunning_owed ?? 0;
  const done = row.dunning_done ?? 0;
  if (!owed && !done) return <span className="mut">—</span>;
  return <Tag tone={owed > done ? "red" : "plain"}>{owed > done ? t("money.dunningOwed", { level: owed }) : t("money.dunningDone", { level: done })}</Tag>;
}

function Paid({ row }: { row: Instalment }) {
  return (
    <span className={css.paid}>
      <span>{plainYuan(row.received_minor)}</span>
      <i style={{ width: `${row.planned_minor ? Math.min(100, (100 * row.received_minor) / row.planned_minor) : 0}%` }} />
    </span>
  );
}

function Line({ row }: { row: Instalment }) {
  return (
    <span className={list.card}>
      <b>{nameOf(row.deal.account)}</b>
      <span>{yuan(row.outstanding_minor)}</span>
      <span className="sm mut">
        {row.deal.number} · {row.seq} {row.name}
      </span>
      <span className="sm">
        <DueOn row={row} />
      </span>
    </span>
  );
}

function useColumns(): Column<Instalment>[] {
  const { t } = useTranslation();
  return [
    { key: "number", title: t("list.number"), width: "112px", cell: (row) => row.deal.number },
    { key: "account", title: t("list.account"), width: "minmax(150px, 1.6fr)", cell: (row) => <b title={nameOf(row.deal.account)}>{nameOf(row.deal.account)}</b> },
    { key: "name", title: t("money.instalment"), width: "minmax(92px, 1fr)", cell: (row) => <span title={row.name}>{row.seq} · {row.name}</span> },
    { key: "planned", title: `${t("money.planned")} (¥)`, width: "108px", align: "right", cell: (row) => plainYuan(row.planned_minor) },
    { key: "received", title: `${t("money.received")} (¥)`, width: "108px", align: "right", cell: (row) => <Paid row={row} /> },
    { key: "outstanding", title: `${t("list.outstanding")} (¥)`, width: "108px", align: "right", cell: (row) => <b>{plainYuan(row.outstanding_minor)}</b> },
    { key: "due", title: t("money.dueOn"), width: "minmax(128px, 1fr)", cell: (row) => <DueOn row={row} /> },
    { key: "invoice", title: t("money.invoiceHead"), width: "64px", cell: (row) => <Invoice row={row} /> },
    { key: "dunning", title: t("money.dunning"), width: "84px", cell: (row) => <Dunning row={row} /> },
    { key: "owner", title: t("list.owner"), width: "84px", cell: (row) => <Owner owner={row.deal.owner} /> },
  ];
}
