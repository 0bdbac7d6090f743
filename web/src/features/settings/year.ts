/** A year's days as the months of a wall calendar; the server says what each day is. */
import type { Schemas } from "@/lib/api";

export type Day = Schemas["DayView"];

export interface Month {
  /** From 1. */
  number: number;
  /** Empty places before the first day, with the week beginning on Monday. */
  lead: number;
  days: Day[];
}

export function monthsOf(days: Day[]): Month[] {
  return Array.from({ length: 12 }, (_, place) => {
    const those = days.filter((day) => Number(day.date.slice(5, 7)) === place + 1);
    return { number: place + 1, lead: those[0] ? (weekdayOf(those[0].date) + 6) % 7 : 0, days: those };
  });
}

/** 0 for Sunday; a civil date has the same weekday everywhere. */
function weekdayOf(date: string): number {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

export interface Stretch {
  kind: string;
  name: string;
  from: string;
  to: string;
  count: number;
}

/** Named days next to each other as one stretch: 国庆节 10-01 to 10-07. */
export function stretchesOf(days: Day[]): Stretch[] {
  const stretches: Stretch[] = [];
  let before: Day | undefined;
  for (const day of days) {
    const last = stretches[stretches.length - 1];
    if (day.name) {
      if (last && before?.name === day.name && before.kind === day.kind) {
        last.to = day.date;
        last.count += 1;
      } else stretches.push({ kind: day.kind, name: day.name, from: day.date, to: day.date, count: 1 });
    }
    before = day;
  }
  return stretches;
}
