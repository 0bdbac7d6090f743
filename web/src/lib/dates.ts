/** Dates of pickers and forms: civil dates as `YYYY-MM-DD`, instants as RFC 3339 with a zone. */
import dayjs, { type Dayjs } from "dayjs";
import "dayjs/locale/zh-cn";

/** The text of a civil date. */
export function civil(date: Dayjs | null | undefined): string | undefined {
  return date ? date.format("YYYY-MM-DD") : undefined;
}

/** The text of an instant. */
export function instant(date: Dayjs | null | undefined): string | undefined {
  return date ? date.toISOString() : undefined;
}

/** A date for a picker. */
export function picked(text: unknown): Dayjs | undefined {
  if (typeof text !== "string" || !text) return undefined;
  const date = dayjs(text);
  return date.isValid() ? date : undefined;
}
