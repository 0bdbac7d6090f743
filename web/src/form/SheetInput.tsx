/** A sub-table as a sheet: arrows, Tab, Enter, Ctrl D and paste from Excel; what the server computed stands in its columns. */
import { type ClipboardEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "@/light/Button";
import { type Body, type Field, isMarked, kindOf } from "@/lib/definition";
import { label } from "@/lib/i18n";
import type { EditorProps } from "./FormEngine";
import { SheetCell } from "./SheetCell";
import { paste, type Pasted } from "./paste";
import { PasteNote } from "./PasteNote";
import { type Cell, filledDown, isSystems, isTable, moved, parseTsv } from "./sheet";
import css from "./sheet.module.css";

interface Props extends EditorProps {
  /** Columns shown at first, in this order; the others come with a button. */
  first?: string[];
  /** Completes a row after one of its cells was chosen: a product brings its name and unit. */
  complete?: (row: Body, column: Field) => Body;
  /** Finds the id for a pasted name or code. */
  find?: (field: Field, text: string) => string | undefined;
  /** Loads what `find` looks in: whoever pastes at once loses nothing. */
  ready?: () => Promise<unknown>;
}

export function SheetInput({ field, id, path, value, computed, problems, readOnly, onChange, first, complete, find, ready }: Props) {
  const { t } = useTranslation();
  const sheet = useRef<HTMLTableElement>(null);
  const [all, setAll] = useState(!first);
  const [last, setLast] = useState<Pasted & { before: Body[] }>();
  const rows = (Array.isArray(value) ? value : []) as Body[];
  const known = (Array.isArray(computed) ? computed : []) as Body[];
  const every = kindOf(field.type).columns ?? [];
  const seen = (column: Field) => !isSystems(column) || known.some((row) => row[column.key] !== undefined);
  const columns = all ? every.filter(seen) : (first ?? []).flatMap((key) => every.find((column) => column.key === key) ?? []);
  const shown = rows.length ? rows : [{}];
  // One key may do two things: Enter takes the date that was typed, and goes on to a new row.
  const latest = useRef(shown);
  useLayoutEffect(() => {
    latest.current = shown;
  });
  const change = (next: Body[]) => {
    latest.current = next;
    onChange(next);
  };
  const put = (row: number, column: Field, next: unknown) => {
    const changed = { ...latest.current[row], [column.key]: next };
    change(latest.current.map((one, at) => (at === row ? (complete?.(changed, column) ?? changed) : one)));
  };
  const go = (cell: Cell, count = latest.current.length) => {
    if (cell.row >= count) change([...latest.current, {}]);
    requestAnimationFrame(() => {
      const input = sheet.current?.querySelector<HTMLInputElement>(`[data-cell="${cell.row},${cell.column}"] :is(input, select)`);
      input?.focus();
      if (input instanceof HTMLInputElement) input.select();
    });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    // While an input method composes, Enter picks a candidate and is nobody else's.
    if (event.nativeEvent.isComposing || event.keyCode === 229 || readOnly) return;
    const cell = cellOf(event.target);
    if (!cell) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "d") {
      event.preventDefault();
      return change(filledDown(shown, columns, cell));
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const input = event.target as HTMLInputElement;
    const isText = input.tagName === "INPUT" && input.getAttribute("role") !== "combobox";
    if (!isText && event.key !== "Enter") return;
    if (!isText && input.getAttribute("aria-expanded") === "true") return;
    const caret = isText ? { start: input.selectionStart === 0, end: input.selectionEnd === input.value.length } : { start: true, end: true };
    const next = moved(cell, event.key, caret, columns.length);
    if (event.key === "Enter") event.preventDefault();
    if (!next) return;
    event.preventDefault();
    go(next);
  };
  const onPaste = (event: ClipboardEvent<HTMLTableElement>) => {
    const text = event.clipboardData.getData("text/plain");
    const cell = cellOf(event.target);
    if (readOnly || !cell || !isTable(text)) return;
    event.preventDefault();
    // What the cell shows of its own typing gives way to what was pasted.
    (document.activeElement as HTMLElement | null)?.blur();
    const take = () => {
      const done = paste({ rows: shown, shown: columns, every, find, complete }, cell, parseTsv(text));
      setLast({ ...done, before: shown });
      change(done.rows);
      go(cell, done.rows.length);
    };
    // Where it cannot be loaded, what found no place is told.
    if (ready) void ready().then(take, take);
    else take();
  };
  return (
    <div className={css.sheet} id={id}>
      <div className={css.scroll}>
        {/* Keys and pastes come up from the inputs inside; the table itself is never operated. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <table ref={sheet} onKeyDown={onKeyDown} onPaste={onPaste} aria-label={label(field.name)}>
          <thead>
            <tr>
              <th scope="col" className={css.number}>
                #
              </th>
              {columns.map((column) => (
                <th key={column.key} scope="col" className={isSystems(column) ? css.computed : undefined} data-kind={kindOf(column.type).kind}>
                  {label(column.name)}
                  {isMarked(column, {}) && !readOnly && !isSystems(column) ? <i className={css.mark}>*</i> : null}
                </th>
              ))}
              {readOnly ? null : (
                <th>
                  <span className="visually-hidden">{t("act.remove")}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, number) => (
              <tr key={number}>
                <td className={css.number}>{number + 1}</td>
                {columns.map((column, at) => (
                  <SheetCell key={column.key} column={column} row={row} computed={known[number]} place={`${number},${at}`} path={`${path}[${number}].${column.key}`} problems={problems} readOnly={readOnly || isSystems(column)} onChange={(next) => put(number, column, next)} />
                ))}
                {readOnly ? null : (
                  <td>
                    <IconButton icon="close" size={14} tabIndex={-1} label={t("form.removeRow", { number: number + 1 })} onClick={() => change(shown.filter((_, at) => at !== number))} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {last ? <PasteNote last={last} undo={() => (change(last.before), setLast(undefined))} close={() => setLast(undefined)} /> : null}
      <footer>
        {readOnly ? null : (
          <Button small look="text" icon="plus" onClick={() => go({ row: shown.length, column: 0 })}>
            {t("form.addRow")}
          </Button>
        )}
        {first ? (
          <Button small look="text" onClick={() => setAll(!all)}>
            {t(all ? "form.fewerColumns" : "form.moreColumns")}
          </Button>
        ) : null}
        <span className="sp" />
        {readOnly ? null : <span className="sm mut">{t("form.sheetKeys")}</span>}
      </footer>
    </div>
  );
}

function cellOf(target: EventTarget): Cell | undefined {
  const place = (target as HTMLElement).closest<HTMLElement>("[data-cell]")?.dataset.cell?.split(",").map(Number);
  return place ? { row: place[0] ?? 0, column: place[1] ?? 0 } : undefined;
}
