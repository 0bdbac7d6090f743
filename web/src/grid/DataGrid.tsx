/** A grid of server-paged rows: fixed 40-pixel rows, drawn only where they are seen, further pages fetched on the way. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useWide } from "@/lib/wide";
import { Waiting } from "@/light/states";
import css from "./grid.module.css";

/** A column: its head, its width in CSS, its cell. */
export interface Column<Row> {
  key: string;
  title: ReactNode;
  width: string;
  align?: "right" | "center";
  /** Offered to order by; the server knows the key. */
  sortable?: boolean;
  /** The one direction in which the server orders by it; both where absent. */
  way?: "up" | "down";
  cell: (row: Row) => ReactNode;
}

interface Props<Row> {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  keyOf: (row: Row) => string;
  /** Opened by click and by Enter. */
  open?: (row: Row) => void;
  order?: string;
  onOrder?: (order: string) => void;
  more?: () => void;
  hasMore?: boolean;
  loading?: boolean;
  empty: ReactNode;
  /** Rows marked, for what is done to several at once. */
  selected?: ReadonlySet<string>;
  onSelect?: (key: string) => void;
  height?: string;
  /** The row on a phone, in two lines; without it the columns scroll sideways. */
  card?: (row: Row) => ReactNode;
  retry?: () => void;
}

const ROW_HEIGHT = 40;
const CARD_HEIGHT = 64;

export function DataGrid<Row>(props: Props<Row>) {
  const { columns, rows, keyOf, more, hasMore, loading } = props;
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const wide = useWide(821);
  const card = wide ? undefined : props.card;
  const onSelect = card ? undefined : props.onSelect;
  const select = onSelect ? "24px " : "";
  const template = card ? "minmax(0, 1fr)" : select + columns.map((column) => column.width).join(" ");
  const height = card ? CARD_HEIGHT : ROW_HEIGHT;
  const least = card ? undefined : leastWidth(template);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => box.current, estimateSize: () => height, overscan: 12 });
  const measure = virtual.measure;
  useEffect(() => {
    measure();
  }, [height, measure]);
  const items = virtual.getVirtualItems();
  const last = items[items.length - 1]?.index ?? 0;
  useEffect(() => {
    if (hasMore && !loading && last >= rows.length - 20) more?.();
  }, [hasMore, loading, last, rows.length, more]);

  if (!rows.length) return loading ? <Waiting rows={8} retry={props.retry} /> : <>{props.empty}</>;
  return (
    <div ref={box} className={css.box} style={{ height: props.height }} role="table" aria-label={props.label} aria-rowcount={hasMore ? -1 : rows.length + 1} onKeyDown={moveFocus}>
      <div className={card ? "visually-hidden" : css.head} role="row" style={{ gridTemplateColumns: template, minWidth: least }}>
        {onSelect ? <span role="columnheader"><span className="visually-hidden">{t("grid.select")}</span></span> : null}
        {columns.map((column) => (
          <Head key={column.key} column={column} order={props.order} onOrder={props.onOrder} />
        ))}
      </div>
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: "relative" }}>
        {items.map((item) => {
          const row = rows[item.index] as Row;
          const key = keyOf(row);
          return <Line key={key} row={row} id={key} place={item.index} start={item.start} height={height} least={least} template={template} columns={columns} card={card} open={props.open} marked={props.selected?.has(key) ?? false} onSelect={onSelect} />;
        })}
      </div>
      {loading ? <p className={css.foot}>…</p> : null}
    </div>
  );
}

interface LineProps<Row> {
  row: Row;
  id: string;
  place: number;
  start: number;
  height: number;
  least?: number;
  template: string;
  columns: Column<Row>[];
  card?: (row: Row) => ReactNode;
  open?: (row: Row) => void;
  marked: boolean;
  onSelect?: (key: string) => void;
}

/** A row; drawn once, and not again while it only scrolls by. */
const Line = memo(function Line<Row>({ row, id, place, start, height, least, template, columns, card, open, marked, onSelect }: LineProps<Row>) {
  return (
    <div role="row" aria-rowindex={place + 2} aria-selected={onSelect ? marked : undefined} tabIndex={0} data-row className={css.row} style={{ height, minWidth: least, gridTemplateColumns: template, transform: `translateY(${start}px)` }} onClick={() => open?.(row)} onKeyDown={(event) => act(event, () => open?.(row), () => onSelect?.(id))}>
      {card ? <span role="cell" className={css.card}>{card(row)}</span> : null}
      {onSelect ? <Mark checked={marked} toggle={() => onSelect(id)} /> : null}
      {card
        ? null
        : columns.map((column) => (
            <span key={column.key} role="cell" className={column.align === "right" ? css.right : column.align === "center" ? css.center : undefined}>
              {column.cell(row)}
            </span>
          ))}
    </div>
  );
}) as <Row>(props: LineProps<Row>) => ReactNode;

/** Below this the columns scroll sideways: the least of each, the gaps between them, the padding around. */
function leastWidth(template: string): number {
  const least = template.match(/minmax\([^)]*\)|\S+/g)?.map((column) => Number.parseInt(/\d+/.exec(column)?.[0] ?? "0", 10)) ?? [];
  return least.reduce((sum, width) => sum + width, 12 * (least.length - 1) + 32);
}

function Head<Row>({ column, order, onOrder }: { column: Column<Row>; order?: string; onOrder?: (order: string) => void }) {
  const down = column.way ? column.way === "down" && order === column.key : order === `-${column.key}`;
  const up = column.way ? column.way === "up" && order === column.key : order === column.key;
  const next = column.way ? column.key : down ? column.key : `-${column.key}`;
  const align = column.align === "right" ? css.right : column.align === "center" ? css.center : undefined;
  if (!column.sortable || !onOrder) return <span role="columnheader" className={align}>{column.title}</span>;
  return (
    <span role="columnheader" aria-sort={up ? "ascending" : down ? "descending" : "none"} className={align}>
      <button type="button" className={css.sort} onClick={() => onOrder(next)}>
        {column.title}
        <i aria-hidden="true">{up ? "↑" : down ? "↓" : ""}</i>
      </button>
    </span>
  );
}

function Mark({ checked, toggle }: { checked: boolean; toggle: () => void }) {
  const { t } = useTranslation();
  return (
    <span role="cell" className={css.center}>
      <input type="checkbox" aria-label={t("grid.select")} checked={checked} onChange={toggle} onClick={(event) => event.stopPropagation()} />
    </span>
  );
}

function act(event: KeyboardEvent, open: () => void, select: () => void) {
  if (event.nativeEvent.isComposing || event.target !== event.currentTarget) return;
  if (event.key === "Enter") open();
  if (event.key === "x") select();
}

/** J and K, and the arrows, move between rows. */
function moveFocus(event: KeyboardEvent<HTMLDivElement>) {
  if (!["j", "k", "ArrowDown", "ArrowUp"].includes(event.key) || event.nativeEvent.isComposing) return;
  const row = (event.target as HTMLElement).closest<HTMLElement>("[data-row]");
  if (!row) return;
  const next = event.key === "j" || event.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling;
  if (next instanceof HTMLElement) {
    event.preventDefault();
    next.focus();
  }
}
