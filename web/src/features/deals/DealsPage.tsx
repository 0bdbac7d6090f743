/** 商机: a grid, or a board of the same filters. */
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "@/grid/DataGrid";
import { Segments } from "@/light/Segments";
import { Waiting } from "@/light/states";
import { day } from "@/lib/due";
import { useFilters } from "@/lib/filters";
import { plainYuan, shortYuan, yuan } from "@/lib/money";
import { ListPage } from "../list/ListPage";
import { Bulk } from "./Bulk";
import { type DealCard, DealLine, Due, Gate, Grade, Name, Owner, Standing } from "./cells";
import { useDeals, useSpecs, which } from "./model";
import { useMarked } from "./useMarked";

const Board = lazy(() => import("../board/Board"));

export default function DealsPage() {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const state = useFilters();
  const board = state.filters.view === "board";
  const { specs, further } = useSpecs("deals");
  const asked = useMemo(() => (state.filters.standing ? state.filters : { ...state.filters, standing: "open" }), [state.filters]);
  const pages = useDeals(asked, {});
  const { marked, toggle, clear } = useMarked();
  const columns = useColumns();
  const sums = pages.first?.sums;
  const chosen = pages.rows.filter((row) => marked.has(row.id));
  return (
    <ListPage<DealCard>
      title={t("nav.deals")}
      page="deals"
      text={t("list.text")}
      file={{ list: "deals", query: which(asked) }}
      state={state}
      specs={board ? specs.filter((one) => one.key !== "stage") : specs}
      further={board ? further.filter((one) => one.key !== "standing") : further}
      sums={
        sums ? (
          <>
            <span>
              <b>{sums.deals}</b> {t("list.rows")}
            </span>
            <span title={yuan(sums.amount_minor)}>
              {t("list.amount")} <b>{shortYuan(sums.amount_minor, i18n.language)}</b>
            </span>
            {sums.outstanding_minor ? (
              <span title={yuan(sums.outstanding_minor)}>
                {t("list.outstanding")} <b>{shortYuan(sums.outstanding_minor, i18n.language)}</b>
              </span>
            ) : null}
          </>
        ) : null
      }
      actions={
        <Segments large label={t("list.drawnAs")} options={[{ key: "grid", name: t("list.asGrid") }, { key: "board", name: t("list.asBoard") }]} value={board ? "board" : "grid"} onChange={(next) => state.put({ view: next === "board" ? next : undefined })} />
      }
      instead={board ? <Suspense fallback={<Waiting rows={8} />}><Board filters={state.filters} clear={state.count ? state.clear : undefined} /></Suspense> : undefined}
      bulk={chosen.length ? <Bulk deals={chosen} clear={clear} /> : null}
      grid={{ columns, pages, keyOf, open: (row) => void navigate({ to: "/deals/$id", params: { id: row.id } }), card: (row) => <DealLine deal={row} />, empty: t("list.noDeals"), selected: marked, onSelect: toggle }}
    />
  );
}

const keyOf = (row: DealCard) => row.id;

function useColumns(): Column<DealCard>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      { key: "number", title: t("list.number"), width: "118px", cell: (row) => row.number },
      { key: "account", title: t("list.account"), width: "minmax(168px, 1.8fr)", cell: (row) => <Name deal={row} /> },
      { key: "stage", title: t("list.stage"), width: "minmax(112px, 1.3fr)", cell: (row) => (row.standing === "open" ? <span title={row.stage_name}>{row.stage_name}</span> : <Standing standing={row.standing} />) },
      { key: "grade", title: t("list.gradeHead"), width: "48px", cell: (row) => <Grade grade={row.grade} /> },
      { key: "amount", title: `${t("list.amount")} (¥)`, width: "112px", align: "right", sortable: true, way: "down", cell: (row) => (row.amount_minor ? plainYuan(row.amount_minor) : "—") },
      { key: "owner", title: t("list.owner"), width: "84px", cell: (row) => <Owner owner={row.owner} /> },
      { key: "gate", title: t("list.gate"), width: "84px", cell: (row) => <Gate deal={row} /> },
      { key: "due", title: t("list.next"), width: "minmax(200px, 1fr)", sortable: true, way: "up", cell: (row) => <Due deal={row} /> },
      { key: "close", title: t("list.close"), width: "84px", sortable: true, way: "up", cell: (row) => (row.won_on ?? row.close_on ? day((row.won_on ?? row.close_on) as string) : "—") },
    ],
    [t],
  );
}
