/** The company's clock: times of day are read and written in the company's time zone, wherever the browser stands. The server names the zone; no working day is counted here. */

const DAY_MS = 86_400_000;
const CIVIL = /^\d{4}-\d{2}-\d{2}$/;

let zoned = clockOf(undefined);

/** Sets the clock to the company's zone; without one it is the device's. */
export function setZone(zone: string | undefined) {
  zoned = clockOf(zone);
}

function clockOf(timeZone: string | undefined) {
  return new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" });
}

/** What the company's clock shows at an instant, in the UTC fields of a date; a civil date stays on its day. */
export function wall(at: string | Date): Date {
  if (typeof at === "string" && CIVIL.test(at)) return new Date(`${at}T00:00Z`);
  const instant = new Date(at);
  if (Number.isNaN(instant.getTime())) return instant;
  const parts = Object.fromEntries(zoned.formatToParts(instant).map(({ type, value }) => [type, Number(value)])) as Record<string, number>;
  const { year = 0, month = 1, day, hour, minute, second } = parts;
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second));
}

/** The instant at which the company's clock shows a local time such as `2026-11-20T09:30`, or a day begins. */
export function instantAt(local: string): string {
  const shown = new Date(`${CIVIL.test(local) ? `${local}T00:00` : local}Z`);
  const off = (at: number) => wall(new Date(at)).getTime() - at;
  const near = shown.getTime() - off(shown.getTime());
  return new Date(shown.getTime() - off(near)).toISOString();
}

/** `2026-11-24T18:00:00` of the company's clock; empty for what is no moment. */
export function localText(at: string | Date): string {
  const shown = wall(at);
  return Number.isNaN(shown.getTime()) ? "" : shown.toISOString().slice(0, 19);
}

/** The civil day of an instant, today without one. */
export function civilDay(at: string | Date = new Date()): string {
  return localText(at).slice(0, 10);
}

/** The civil day so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day.slice(0, 10)}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole civil days as moments: from the first moment of one up to that after the other. */
export function between(from: string | undefined, to: string | undefined): { from?: string; to?: string } {
  const isDay = (text: string | undefined): text is string => !!text && CIVIL.test(text);
  return { ...(isDay(from) ? { from: instantAt(from) } : {}), ...(isDay(to) ? { to: instantAt(addDays(to, 1)) } : {}) };
}
