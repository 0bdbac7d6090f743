/** The company's calendar as the server keeps it, by year. Nothing is counted here. */
import { get } from "./http";

export const yearQuery = (year: number) => ({ queryKey: ["calendar-year", year], queryFn: ({ signal }: { signal: AbortSignal }) => get<{ days: YearDay[] }>(`/calendar-years/${year}`, signal), staleTime: 60 * 60_000, retry: false });

interface YearDay {
  date: string;
  is_working: boolean;
  name?: string | null;
}

/** The days of a span, as the chart takes them. */
export function daysOf(days: YearDay[], from: string, to: string) {
  return days.filter((one) => one.date >= from && one.date <= to).map((one) => ({ date: one.date, isOff: !one.is_working, name: one.name ?? undefined }));
}
