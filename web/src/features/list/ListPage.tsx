/** The frame of every list: its name and what it comes to, filters and kept views, then the grid. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type Column, DataGrid } from "@/grid/DataGrid";
import { Button } from "@/light/Button";
import { Empty, Failure } from "@/light/states";
import type { FilterState } from "@/lib/filters";
import ExportButton, { type ListFile } from "../export/ExportButton";
import { FilterBar, type FilterSpec } from "./FilterBar";
import { SavedViews } from "./SavedViews";
import type { Rows } from "@/lib/pages";
import css from "./list.module.css";

interface Props<Item> {
  title: string;
  /** What the list comes to, as the server summed it. */
  sums?: ReactNode;
  actions?: ReactNode;
  /** Above the card: figures that narrow the list. */
  above?: ReactNode;
  /** The list's name for kept views. */
  page: string;
  state: FilterState;
  specs: FilterSpec[];
  further?: FilterSpec[];
  text: string;
  /** What the list is as a file. */
  file?: ListFile;
  /** In place of the grid, such as a board. */
  instead?: ReactNode;
  /** Between the filters and the grid: what is done to marked rows. */
  bulk?: ReactNode;
  grid?: {
    columns: Column<Item>[];
    pages: Rows<Item>;
    keyOf: (row: Item) => string;
    open?: (row: Item) => void;
    card?: (row: Item) => ReactNode;
    empty: string;
    selected?: ReadonlySet<string>;
    onSelect?: (key: string) => void;
  };
}

export function ListPage<Item>({ title, sums, actions, above, page, state, specs, further, text, file, instead, bulk, grid }: Props<Item>) {
  return (
    <div className={css.page}>
      <header className={css.head}>
        <h1>{title}</h1>
        {sums ? <span className={css.sums}>{sums}</span> : null}
        <span className="sp" />
        {actions}
      </header>
      {above}
      <section className={instead ? css.bare : "card"} aria-label={title}>
        <div className={instead ? `card ${css.alone}` : undefined}>
          <FilterBar state={state} specs={specs} further={further} text={text}>
            <SavedViews page={page} state={state} />
            {file ? <ExportButton {...file} /> : null}
          </FilterBar>
        </div>
        {bulk}
        {instead ?? (grid ? <Grid label={title} grid={grid} state={state} /> : null)}
      </section>
    </div>
  );
}

function Grid<Item>({ label, grid, state }: { label: string; grid: NonNullable<Props<Item>["grid"]>; state: FilterState }) {
  const { t } = useTranslation();
  const { pages } = grid;
  const empty = state.count ? <Empty action={<Button onClick={state.clear}>{t("act.clear")}</Button>}>{t("list.none", { what: label })}</Empty> : <Empty>{grid.empty}</Empty>;
  return (
    <>
      <div className={css.thin} data-on={pages.stale || undefined} aria-hidden="true" />
      {pages.error ? <Failure error={pages.error} retry={pages.retry} /> : null}
      <DataGrid
        label={label}
        columns={grid.columns}
        rows={pages.rows}
        keyOf={grid.keyOf}
        open={grid.open}
        card={grid.card}
        order={state.filters.order}
        onOrder={(order) => state.put({ order })}
        more={pages.more}
        hasMore={pages.hasMore}
        loading={pages.loading}
        retry={pages.retry}
        empty={pages.error ? null : empty}
        selected={grid.selected}
        onSelect={grid.onSelect}
      />
    </>
  );
}
