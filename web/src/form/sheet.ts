/** A sub-table as a sheet: where the keys lead, what a cell of a spreadsheet means. Text in, text out; no value is judged here. */
import { type Body, type Field, isEmpty, kindOf } from "@/lib/definition";
import { parseYuan, plainYuan } from "@/lib/money";

/** What the system fills and nobody types. */
export const isSystems = (field: Field) => field.required === "automatic" || field.required === "computed";

/** A place in the sheet. */
export interface Cell {
  row: number;
  column: number;
}

/** The cells of what a spreadsheet put on the clipboard; quoted cells may hold tabs and lines. */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [[""]];
  let quoted = false;
  const put = (letter: string) => {
    const row = rows[rows.length - 1] as string[];
    row[row.length - 1] += letter;
  };
  const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < source.length; at++) {
    const letter = source[at] as string;
    const row = rows[rows.length - 1] as string[];
    if (quoted && letter === '"' && source[at + 1] === '"') put(source[++at] as string);
    else if (letter === '"' && (quoted || row[row.length - 1] === "")) quoted = !quoted;
    else if (!quoted && letter === "\t") row.push("");
    else if (!quoted && letter === "\n") rows.push([""]);
    else put(letter);
  }
  return rows;
}

/** Whether a clipboard holds more than one cell. */
export function isTable(text: string): boolean {
  return /\t|\n/.test(text.replace(/\n$/, ""));
}

const fullWidth = (text: string) => text.replace(/[０-９．，％－]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0));

/** A number as it was written elsewhere: `¥1,280.00`, `１２`, `13%`. */
export function plainNumber(text: string): string {
  return fullWidth(text).replace(/[¥￥,\s%]/g, "");
}

/** A cell's text as the value of its field; undefined where the cell is empty or no such option is known. */
export function cellValue(field: Field, text: string, find: (field: Field, text: string) => string | undefined = () => undefined): unknown {
  const clean = text.trim();
  if (!clean) return undefined;
  const { kind, options = [] } = kindOf(field.type);
  switch (kind) {
    case "money":
      return parseYuan(plainNumber(clean));
    case "integer":
      return /^-?\d+$/.test(plainNumber(clean)) ? Number(plainNumber(clean)) : undefined;
    case "price":
    case "quantity":
    case "percent":
      return plainNumber(clean) || undefined;
    case "choice":
      return options.find((option) => [option.key, option.name.zh, option.name.en].some((one) => one === clean || one === plainNumber(clean) || plainNumber(one) === plainNumber(clean)))?.key;
    case "boolean":
      return /^(是|y|yes|true|1|√)$/i.test(clean);
    case "date":
      return civilText(clean);
    case "reference":
      return find(field, clean);
    default:
      return clean;
  }
}

function civilText(text: string): string | undefined {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(fullWidth(text));
  return match ? `${match[1]}-${String(match[2]).padStart(2, "0")}-${String(match[3]).padStart(2, "0")}` : undefined;
}

/** A value as its cell shows it. */
export function cellText(field: Field, value: unknown): string {
  if (isEmpty(value)) return "";
  return kindOf(field.type).kind === "money" && typeof value === "number" ? plainYuan(value) : String(value);
}

/** Rows with the cell above copied down (Ctrl D). */
export function filledDown(rows: Body[], columns: Field[], { row, column }: Cell): Body[] {
  const key = columns[column]?.key;
  if (!key || row < 1) return rows;
  return rows.map((one, at) => (at === row ? { ...one, [key]: rows[row - 1]?.[key] } : one));
}

/** Where a key leads from a cell; undefined where it is the input's own. `caret` says where the caret stands. */
export function moved({ row, column }: Cell, key: string, caret: { start: boolean; end: boolean }, columns: number): Cell | undefined {
  switch (key) {
    case "ArrowUp":
      return row > 0 ? { row: row - 1, column } : undefined;
    case "ArrowDown":
    case "Enter":
      return { row: row + 1, column };
    case "ArrowLeft":
      return caret.start && column > 0 ? { row, column: column - 1 } : undefined;
    case "ArrowRight":
      return caret.end && column < columns - 1 ? { row, column: column + 1 } : undefined;
    default:
      return undefined;
  }
}
