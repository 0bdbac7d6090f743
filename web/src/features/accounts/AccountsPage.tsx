/** 客户: who they are, who has them, what runs with them and what they owe. */
import { Link, useNavigate } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Column } from "@/grid/DataGrid";
import { useFilters } from "@/lib/filters";
import { plainYuan, yuan } from "@/lib/money";
import { nameOf } from "@/lib/names";
import { processQuery } from "@/lib/process";
import { Owner } from "../deals/cells";
import { ListPage } from "../list/ListPage";
import { type AccountLine, optionsOf, placeOf, useAccounts } from "./model";
import list from "../list/list.module.css";

export default function AccountsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const state = useFilters();
  const pages = useAccounts(state.filters);
  const { data: process } = useQuery(processQuery);
  const natures = optionsOf(process, "customer_nature");
  const columns: Column<AccountLine>[] = [
    { key: "name", title: t("account.name"), width: "minmax(180px, 2fr)", cell: (row) => <b title={row.name}>{row.name}</b> },
    { key: "uscc", title: t("account.uscc"), width: "184px", cell: (row) => row.uscc ?? "—" },
    { key: "nature", title: t("account.nature"), width: "96px", cell: (row) => natures.find((one) => one.value === row.nature)?.label ?? row.nature ?? "—" },
    { key: "region", title: t("account.region"), width: "minmax(100px, 1fr)", cell: (row) => <span title={row.region ?? ""}>{placeOf(row.region)}</span> },
    { key: "owner", title: t("list.owner"), width: "84px", cell: (row) => <Owner owner={row.owner_name} /> },
    { key: "department", title: t("list.department"), width: "minmax(96px, 1fr)", cell: (row) => nameOf(row.department_name) },
    { key: "open", title: t("account.openDeals"), width: "64px", align: "right", cell: (row) => row.open_deals || "—" },
    { key: "contract", title: `${t("paper.value")} (¥)`, width: "112px", align: "right", cell: (row) => (row.contract_minor ? plainYuan(row.contract_minor) : "—") },
    { key: "outstanding", title: `${t("list.outstanding")} (¥)`, width: "112px", align: "right", cell: (row) => (row.outstanding_minor ? plainYuan(row.outstanding_minor) : "—") },
  ];
  return (
    <ListPage<AccountLine>
      title={t("nav.accounts")}
      page="accounts"
      text={t("account.text")}
      file={{ list: "accounts", query: state.filters }}
      actions={<><Link to="/pool" search={{ part: "accounts" }} className="btn">{t("pool.title")}</Link><Link to="/appeals" className="btn">{t("appeal.title")}</Link><Link to="/hand-overs" className="btn">{t("handover.title")}</Link></>}
      state={state}
      specs={[
        { kind: "owner", key: "owner", label: t("list.owner") },
        { kind: "department", key: "department", label: t("list.department") },
        { kind: "flag", key: "owes", label: t("account.owes") },
      ]}
      sums={pages.rows.length ? <span><b>{pages.rows.length}{pages.hasMore ? "+" : ""}</b> {t("account.rows")}</span> : null}
      grid={{
        columns,
        pages,
        keyOf: (row) => row.id,
        open: (row) => void navigate({ to: "/accounts/$id", params: { id: row.id } }),
        card: (row) => (
          <span className={list.card}>
            <b>{row.name}</b>
            <span>{row.outstanding_minor ? yuan(row.outstanding_minor) : ""}</span>
            <span className="sm mut">
              {row.owner_name ? nameOf(row.owner_name) : t("list.pool")} · {nameOf(row.department_name)}
            </span>
            <span className="sm mut">{t("account.openCount", { count: row.open_deals })}</span>
          </span>
        ),
        empty: t("account.none"),
      }}
    />
  );
}
