/** Every attempt, refused ones too: a grid of the command log, page by page. */
import { Link } from "@tanstack/react-router";
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
import { type Filters, logQueryOf } from "./filters";
import { viaWord } from "./Trail";
import list from "../list/list.module.css";

type Line = Schemas["AttemptLine"];

interface Props {
  filters: Filters;
  put: (next: Filters) => void;
}

export function CommandLog({ filters, put }: Props) {
  const { t } = useTranslation();
  const query = logQueryOf(filters);
  const { rows, error, ...pages } = usePages(["command-log", query], (cursor, signal) => read("/command-log", { query: { ...query, limit: 100, cursor }, signal }));
  const columns = useMemo(() => columnsOf(t, put), [t, put]);
  if (error) return <Failure error={error} retry={pages.retry} />;
  return <DataGrid label={t("audit.log")} columns={columns} rows={rows} keyOf={(row) => row.id} more={pages.more} hasMore={pages.hasMore} card={(row) => <Card row={row} />} loading={pages.loading} retry={pages.retry} empty={<Empty>{t("audit.noAttempts")}</Empty>} />;
}

function columnsOf(t: TFunction, put: Props["put"]): Column<Line>[] {
  return [
    { key: "at", title: t("audit.when"), width: "150px", cell: (row) => <time dateTime={row.at}>{moment(row.at)}</time> },
    { key: "by", title: t("audit.who"), width: "110px", cell: (row) => (row.by ? nameOf(row.by) : <span className="mut">{t("audit.system")}</span>) },
    { key: "name", title: t("audit.command"), width: "minmax(140px, 1fr)", cell: (row) => <span title={row.command}>{row.name}</span> },
    { key: "outcome", title: t("audit.outcome"), width: "minmax(200px, 1.1fr)", cell: (row) => <Outcome row={row} put={put} /> },
    { key: "target", title: t("audit.target"), width: "minmax(200px, 1.5fr)", cell: (row) => <Target row={row} /> },
    { key: "via", title: t("audit.via"), width: "100px", cell: (row) => viaWord(t, row.via) },
  ];
}

/** An attempt on a phone: what and when, who on what, how it ended. */
function Card({ row }: { row: Line }) {
  const { t } = useTranslation();
  return (
    <span className={list.card}>
      <b>{row.name}</b>
      <span className="sm mut">{moment(row.at)}</span>
      <span className="sm mut">
        {row.by ? nameOf(row.by) : t("audit.system")} · <Target row={row} />
      </span>
      <span className="sm">{row.refusal_code ? <Tag tone="red">{row.refusal ?? row.refusal_code}</Tag> : <Tag tone="green">{t("audit.accepted")}</Tag>}</span>
    </span>
  );
}

function Target({ row }: { row: Line }) {
  const { t } = useTranslation();
  const word = t(`audit.targetWord.${row.target_kind as "deal"}`, { defaultValue: row.target_kind });
  if (row.deal) {
    const named = `${row.deal.number} ${nameOf(row.deal.account)}`;
    return <Link to="/deals/$id" params={{ id: row.deal.id }} title={named}>{named}</Link>;
  }
  if (row.target_kind === "account" && row.target) return <Link to="/accounts/$id" params={{ id: row.target }}>{word}</Link>;
  return word;
}

function Outcome({ row, put }: { row: Line; put: (next: Filters) => void }) {
  const { t } = useTranslation();
  if (!row.refusal_code) return <Tag tone="green" icon="ok">{t("audit.accepted")}</Tag>;
  return (
    <>
      <Tag tone="red">{t("audit.refused")}</Tag>
      <button type="button" className="btn s t" title={t("audit.onlyThis")} onClick={() => put({ code: row.refusal_code ?? undefined })}>
        {row.refusal ?? row.refusal_code}
      </button>
    </>
  );
}
