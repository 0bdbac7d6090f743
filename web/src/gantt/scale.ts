/** From dates to places on the axis. Which days are off comes from the server. */
import { addDays } from "@/lib/zone";

export interface GanttDay {
  date: string;
  isOff: boolean;
  /** What the day off is called. */
  name?: string;
}

export interface GanttMilestone {
  no: number;
  name: string;
  owner: string;
  planned: string;
  baseline?: string;
  actual?: string;
  late?: boolean;
}

export interface Scale {
  at: (date: string) => number | undefined;
  off: number[];
  months: { at: number; text: string }[];
  today?: number;
}

const AROUND_DAYS = 7;
const FAR_DAYS = 45;

/** The axis of a span of days. */
export function scale(days: GanttDay[], today: string): Scale {
  const place = new Map(days.map((day, index) => [day.date, index]));
  const months = days.flatMap((day, at) => (at === 0 || day.date.endsWith("-01") ? [{ at, text: day.date.slice(0, 7) }] : []));
  return {
    at: (date) => place.get(date.slice(0, 10)),
    off: days.flatMap((day, at) => (day.isOff ? [at] : [])),
    months,
    today: place.get(today.slice(0, 10)),
  };
}

/** First and last day to draw: a week around all dates, and today where it is not far away. */
export function span(dates: string[], today: string): [from: string, to: string] {
  const all = [...dates].sort();
  const [first = today, last = today] = [all[0], all[all.length - 1]];
  const near = today >= addDays(first, -FAR_DAYS) && today <= addDays(last, FAR_DAYS);
  const [from, to] = near ? [first < today ? first : today, last > today ? last : today] : [first, last];
  return [addDays(from, -AROUND_DAYS), addDays(to, AROUND_DAYS)];
}
