/** The security log: who came in and how, and who changed the ways in. For auditors and security administrators. */
import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type Column, DataGrid } from "@/grid/DataGrid";
import { Empty, Failure } from "@/light/states";
import { Tag } from "@/light/Tag";
import { read, type Schemas } from "@/lib/api";
import { moment } from "@/lib/due";
import { nameOf } from "@/lib/names";
import { usePages } from "@/lib/pages";
import { type Filters, securityQueryOf } from "./filters";
import list from "../list/list.module.css";

type Line = Schemas["SecurityLine"];

export function SecurityLog({ filters }: { filters: Filters }) {
  const { t } = useTranslation();
  const query = securityQueryOf(filters);
  const { rows, error, ...pages } = usePages(["security-log", query], (cursor, signal) => read("/security-log", { query: { ...query, limit: 100, cursor }, signal }));
  const columns = useMemo(() => columnsOf(t), [t]);
  if (error) return <Failure error={error} retry={pages.retry} />;
  return <DataGrid label={t("audit.tab.security")} columns={columns} rows={rows} keyOf={(row) => row.id} more={pages.more} hasMore={pages.hasMore} card={(row) => <Card row={row} />} loading={pages.loading} retry={pages.retry} empty={<Empty>{t("audit.noLines")}</Empty>} />;
}

function columnsOf(t: TFunction): Column<Line>[] {
  return [
    { key: "at", title: t("audit.when"), width: "150px", cell: (row) => <time dateTime={row.at}>{moment(row.at)}</time> },
    { key: "kind", title: t("audit.what"), width: "minmax(130px, 1fr)", cell: (row) => row.name },
    { key: "success", title: t("audit.outcome"), width: "90px", cell: (row) => <Outcome row={row} /> },
    { key: "person", title: t("audit.about"), width: "minmax(110px, 1fr)", cell: (row) => aboutOf(row) },
    { key: "by", title: t("audit.doneBy"), width: "minmax(100px, 0.8fr)", cell: (row) => (row.by && row.by.id !== row.person?.id ? nameOf(row.by) : <span className="mut">—</span>) },
    { key: "address", title: t("audit.address"), width: "130px", cell: (row) => row.address ?? "—" },
    { key: "detail", title: t("audit.detail"), width: "minmax(160px, 1.4fr)", cell: (row) => <span title={row.agent ?? undefined}>{detailOf(row)}</span> },
  ];
}

/** Whom a line is about: by name, else by the login that was typed. */
function aboutOf(row: Line) {
  return row.person ? nameOf(row.person) : (row.login ?? "—");
}

/** What the line tells more, in words; where that is nothing, what the browser calls itself. */
function detailOf(row: Line) {
  return row.said ? <span className="sm">{row.said}</span> : <span className="sm mut">{row.agent ?? "—"}</span>;
}

function Outcome({ row }: { row: Line }) {
  const { t } = useTranslation();
  return row.success ? <Tag tone="green" icon="ok">{t("audit.done")}</Tag> : <Tag tone="red">{t("audit.failed")}</Tag>;
}

/** A line on a phone. */
function Card({ row }: { row: Line }) {
  return (
    <span className={list.card}>
      <b>{row.name}</b>
      <span className="sm mut">{moment(row.at)}</span>
      <span className="sm mut">
        {aboutOf(row)} · {row.address ?? "—"}
      </span>
      <span className="sm">
        <Outcome row={row} />
      </span>
    </span>
  );
}
