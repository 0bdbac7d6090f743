/** A list of documents of one kind; a row opens the document. */
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "@/grid/DataGrid";
import { Tag } from "@/light/Tag";
import { useFilters } from "@/lib/filters";
import { moment } from "@/lib/due";
import { nameOf } from "@/lib/names";
import { Owner } from "../deals/cells";
import { ListPage } from "../list/ListPage";
import { type Paper, papersQuery, STATUS, usePaperSpecs, usePapers } from "./model";
import css from "../list/list.module.css";

/** A column; where it shows a fact that the server keeps from this reader, there is none. */
export interface PaperColumn extends Column<Paper> {
  fact?: string;
}

interface Props {
  kind: string;
  page: string;
  title: string;
  empty: string;
  /** Between the customer and the status. */
  columns: PaperColumn[];
  amount: (paper: Paper) => string;
  actions?: ReactNode;
}

export function PaperList({ kind, page, title, empty, columns, amount, actions }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const state = useFilters();
  const pages = usePapers(kind, state.filters);
  const { specs, further } = usePaperSpecs();
  const count = pages.first?.count;
  const all: Column<Paper>[] = [
    { key: "number", title: t("list.number"), width: "144px", cell: (row) => <span title={row.number ?? ""}>{row.number ?? row.deal.number} <span className="sm mut">V{row.revision}</span></span> },
    { key: "account", title: t("list.account"), width: "minmax(160px, 1.6fr)", cell: (row) => <b title={nameOf(row.deal.account)}>{nameOf(row.deal.account)}</b> },
    ...columns.filter(({ fact }) => !fact || pages.rows.some((row) => fact in row.facts)),
    { key: "owner", title: t("list.owner"), width: "84px", cell: (row) => <Owner owner={row.deal.owner} /> },
    { key: "status", title: t("paper.statusHead"), width: "76px", cell: (row) => <Status paper={row} /> },
    { key: "submitted", title: t("paper.submitted"), width: "148px", cell: (row) => <span className="mut2">{moment(row.submitted_at)}</span> },
  ];
  return (
    <ListPage<Paper>
      title={title}
      page={page}
      text={t("list.text")}
      file={{ list: "documents", query: papersQuery(kind, state.filters) }}
      state={state}
      specs={specs}
      further={further}
      actions={actions}
      sums={count === undefined || count === null ? null : <span><b>{count}</b> {t("list.papers")}</span>}
      grid={{ columns: all, pages, keyOf: (row) => row.id, open: (row) => void navigate({ to: "/deals/$id/documents/$document", params: { id: row.deal.id, document: row.id } }), card: (row) => <Line paper={row} amount={amount(row)} />, empty }}
    />
  );
}

export function Status({ paper }: { paper: Paper }) {
  const { t } = useTranslation();
  return <Tag tone={STATUS[paper.status] ?? "plain"}>{t(`paper.status.${paper.status as "submitted"}`)}</Tag>;
}

function Line({ paper, amount }: { paper: Paper; amount: string }) {
  return (
    <span className={css.card}>
      <b>{nameOf(paper.deal.account)}</b>
      <span>{amount}</span>
      <span className="sm mut">
        {paper.number ?? paper.deal.number} V{paper.revision}
      </span>
      <span className="sm">
        <Status paper={paper} />
      </span>
    </span>
  );
}
