/** Dates of pickers and forms: civil dates as `YYYY-MM-DD`, instants as RFC 3339. A picker shows and takes the company's clock. */
import dayjs, { type Dayjs } from "dayjs";
import "dayjs/locale/zh-cn";
import { instantAt, localText } from "./zone";

/** The text of a civil date. */
export function civil(date: Dayjs | null | undefined): string | undefined {
  return date ? date.format("YYYY-MM-DD") : undefined;
}

/** The instant at which the company's clock shows what was picked. */
export function instant(date: Dayjs | null | undefined): string | undefined {
  return date ? instantAt(date.format("YYYY-MM-DDTHH:mm:ss")) : undefined;
}

/** A date for a picker, as the company's clock shows it. */
export function picked(text: unknown): Dayjs | undefined {
  if (typeof text !== "string" || !text) return undefined;
  const shown = localText(text);
  return shown ? dayjs(shown) : undefined;
}
