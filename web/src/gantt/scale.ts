/** From dates to places on the axis. Which days are off comes from the server. */

export interface GanttDay {
  date: string;
  isOff: boolean;
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
