/** 拜访: the week as a calendar and the plans as a list; records are written from either. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "@/grid/DataGrid";
import { Button, IconButton } from "@/light/Button";
import { Tag } from "@/light/Tag";
import { read } from "@/lib/api";
import { day, moment } from "@/lib/due";
import { narrowing, useFilters } from "@/lib/filters";
import { nameOf } from "@/lib/names";
import { Owner } from "../deals/cells";
import { ListPage } from "../list/ListPage";
import { type Paper, papersQuery, said, usePapers, usePaperSpecs } from "../papers/model";
import { ChooseDeal } from "./ChooseDeal";
import { COURSE, useVisitWords } from "./words";
import { Week } from "./Week";
import { daysOf, later, mondayOf, submittedFor } from "./week";
import css from "./visits.module.css";
import list from "../list/list.module.css";

const PAGES = 10;

/** Every plan that was submitted for a week. */
async function plansOf(monday: string, query: object, signal: AbortSignal): Promise<Paper[]> {
  const found: Paper[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const answer = await read("/documents", { query: { ...query, ...submittedFor(monday), kind: "visit_plan", limit: 200, cursor }, signal });
    found.push(...answer.items);
    cursor = answer.next ?? undefined;
    if (!cursor) break;
  }
  return found;
}

export default function VisitsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const state = useFilters();
  const asList = state.filters.view === "list";
  const monday = mondayOf(state.filters.week);
  const [choosing, setChoosing] = useState(false);
  const narrowed = useMemo(() => narrowing(state.filters), [state.filters]);
  const week = useQuery({ queryKey: ["deals", "visits", monday, narrowed], queryFn: ({ signal }) => plansOf(monday, narrowed, signal), enabled: !asList });
  const pages = usePapers("visit_plan", state.filters);
  const { specs, further } = usePaperSpecs();
  const days = daysOf(monday);
  const to = (weeks: number) => state.put({ week: weeks ? later(monday, weeks) : undefined });
  const columns = useColumns();
  return (
    <>
      <ListPage<Paper>
        title={t("nav.visits")}
        page="visits"
        file={{ list: "documents", query: asList ? papersQuery("visit_plan", state.filters) : { ...narrowed, ...submittedFor(monday), kind: "visit_plan" } }}
        text={t("list.text")}
        state={state}
        specs={specs.filter((one) => one.key === "owner")}
        further={further.filter((one) => one.key === "department" || asList)}
        actions={
          <span className={css.actions}>
            {asList ? null : (
              <>
                <IconButton icon="chevron" label={t("visit.before")} style={{ transform: "scaleX(-1)" }} onClick={() => to(-1)} />
                <b>{day(days[0] as string)} – {day(days[6] as string)}</b>
                <IconButton icon="chevron" label={t("visit.after")} onClick={() => to(1)} />
                <Button small onClick={() => to(0)}>{t("visit.thisWeek")}</Button>
              </>
            )}
            <Button small aria-pressed={asList} onClick={() => state.put({ view: asList ? undefined : "list" })}>{asList ? t("visit.asWeek") : t("visit.asList")}</Button>
            <Button small look="primary" icon="plus" onClick={() => setChoosing(true)}>{t("visit.plan")}</Button>
          </span>
        }
        instead={asList ? undefined : <Week days={days} plans={week.data} error={week.error} retry={() => void week.refetch()} />}
        grid={{ columns, pages, keyOf: (row) => row.id, open: (row) => void navigate({ to: "/deals/$id/documents/$document", params: { id: row.deal.id, document: row.id } }), card: (row) => <Line row={row} />, empty: t("visit.none") }}
      />
      {choosing ? <ChooseDeal close={() => setChoosing(false)} choose={(id) => void navigate({ to: "/deals/$id/write/$kind", params: { id, kind: "visit_plan" } })} /> : null}
    </>
  );
}

function useColumns(): Column<Paper>[] {
  const { t } = useTranslation();
  const word = useVisitWords();
  const navigate = useNavigate();
  return [
    { key: "number", title: t("list.number"), width: "150px", cell: (row) => row.number ?? row.deal.number },
    { key: "account", title: t("list.account"), width: "minmax(180px, 2fr)", cell: (row) => <b title={nameOf(row.deal.account)}>{nameOf(row.deal.account)}</b> },
    { key: "start", title: t("visit.when"), width: "minmax(150px, 1fr)", cell: (row) => when(row) },
    { key: "type", title: t("visit.type"), width: "100px", cell: (row) => word("visit_type", said(row, "visit_type")) },
    { key: "mode", title: t("visit.mode"), width: "100px", cell: (row) => word("visit_mode", said(row, "visit_mode")) },
    { key: "owner", title: t("list.owner"), width: "84px", cell: (row) => <Owner owner={row.deal.owner} /> },
    { key: "course", title: t("paper.statusHead"), width: "96px", cell: (row) => (row.course ? <Tag tone={COURSE[row.course] ?? "plain"}>{t(`visit.course.${row.course as "planned"}`)}</Tag> : "—") },
    {
      key: "record",
      title: "",
      width: "96px",
      align: "right",
      cell: (row) =>
        row.course === "planned" ? (
          <Button small onClick={(event) => { event.stopPropagation(); void navigate({ to: "/deals/$id/write/$kind", params: { id: row.deal.id, kind: "visit_report" } }); }}>
            {t("visit.record")}
          </Button>
        ) : null,
    },
  ];
}

function when(row: Paper): string {
  const start = said(row, "planned_start");
  return start ? moment(start) : "—";
}

function Line({ row }: { row: Paper }) {
  const { t } = useTranslation();
  return (
    <span className={list.card}>
      <b>{nameOf(row.deal.account)}</b>
      <span>{row.course ? t(`visit.course.${row.course as "planned"}`) : ""}</span>
      <span className="sm mut">{row.deal.owner ? nameOf(row.deal.owner) : "—"}</span>
      <span className="sm">{when(row)}</span>
    </span>
  );
}
