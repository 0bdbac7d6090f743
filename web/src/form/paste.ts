/** What a paste from a spreadsheet means for a sheet: a block from the caret on, or, where it brings a head of its own, columns by their names. Nothing is judged; what finds no place is told. */
import { type Body, type Field } from "@/lib/definition";
import { type Cell, cellValue, isSystems } from "./sheet";

/** A cell that nothing could be made of. */
export interface Left {
  row: number;
  column: Field;
  text: string;
}

/** The sheet after the paste, and what it could not take. */
export interface Pasted {
  rows: Body[];
  /** How many rows were written. */
  count: number;
  left: Left[];
}

interface Sheet {
  rows: Body[];
  /** The columns that are shown, in their order. */
  shown: Field[];
  /** All that there are. */
  every: Field[];
  /** Finds the id for a name or code. */
  find?: (field: Field, text: string) => string | undefined;
  /** Completes a row after one of its cells was set. */
  complete?: (row: Body, column: Field) => Body;
}

const SUMS = /^(合计|总计|小计|total|sum)[:：]?$/i;

/** Puts cells in from a place on; rows are added as needed, what the system fills and what no column is named for falls away. */
export function paste({ rows, shown, every, find, complete }: Sheet, at: Cell, cells: string[][]): Pasted {
  const named = columnsOf(every, cells[0] ?? []);
  const columns = named ?? shown.slice(at.column);
  const lines = named ? cells.slice(1).filter((line) => !isSum(line)) : cells;
  const all = [...rows];
  const left: Left[] = [];
  lines.forEach((line, down) => {
    const row = at.row + down;
    const typed: Body = { ...all[row] };
    const set: Field[] = [];
    line.forEach((text, right) => {
      const column = columns[right];
      if (!column || isSystems(column)) return;
      const value = cellValue(column, text, find);
      if (value === undefined && text.trim()) return void left.push({ row, column, text: text.trim() });
      typed[column.key] = value;
      set.push(column);
    });
    all[row] = complete ? filled(set.reduce(complete, typed), typed) : typed;
  });
  return { rows: Array.from(all, (row) => row ?? {}), count: lines.length, left };
}

/** What was pasted stands; only what it left open is completed. */
function filled(completed: Body, typed: Body): Body {
  return { ...completed, ...Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== undefined)) };
}

/** The columns that a first line names; undefined where it is no head. */
export function columnsOf(every: Field[], line: string[]): (Field | undefined)[] | undefined {
  const found = line.map((text) => columnOf(every, plain(text)));
  return found.filter(Boolean).length > 1 ? found : undefined;
}

/** `含税单价`, `单价（元）` and `Unit price` are the column 单价. */
function columnOf(every: Field[], head: string): Field | undefined {
  if (!head) return undefined;
  const names = (column: Field) => [column.name.zh, column.name.en].map(plain);
  const exact = every.find((column) => names(column).includes(head));
  const near = every.filter((column) => names(column).some((name) => name.length > 1 && head.endsWith(name)));
  return exact ?? near.sort((a, b) => b.name.zh.length - a.name.zh.length)[0];
}

function plain(text: string): string {
  return text.replace(/[（(【[].*$/, "").replace(/[\s*＊:：]/g, "").toLowerCase();
}

function isSum(line: string[]): boolean {
  const said = line.map((text) => text.trim()).filter(Boolean);
  return !said.length || SUMS.test(said[0] ?? "");
}
