/** Rows that count themselves: whoever fills one need not say that it comes after the one before. */
import { type Body, isEmpty } from "@/lib/definition";

/** The rows with the next numbers in those that hold something and have none. */
export function numbered(rows: Body[], key = "no"): Body[] {
  let last = Math.max(0, ...rows.map((row) => Number(row[key] ?? 0)));
  return rows.map((row) => (isEmpty(row[key]) && Object.values(row).some((value) => !isEmpty(value)) ? { ...row, [key]: ++last } : row));
}
