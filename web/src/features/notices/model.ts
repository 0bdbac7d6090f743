/** Notices and the reasons for them. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { read, type Schemas } from "@/lib/api";
import { ask } from "@/lib/http";

export type Notice = Schemas["NoticeView"];
export type Reason = Schemas["ReasonView"];

export const reasonsQuery = queryOptions({ queryKey: ["notices", "reasons"], queryFn: ({ signal }) => read("/notices/reasons", { signal }) });

export const noticesQuery = (reason: string | undefined, unread: boolean) =>
  infiniteQueryOptions({
    queryKey: ["notices", "list", reason, unread],
    queryFn: ({ pageParam, signal }) => read("/notices", { query: { reason, unread: reason ? undefined : unread, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });

/** The page of what belongs to no deal, by the reason for the notice. */
export const PAGES = {
  appeal_decided: { to: "/appeals" },
  account_appeal_filed: { to: "/appeals" },
  account_appeal_owed: { to: "/appeals" },
  account_appeal_decided: { to: "/appeals" },
  subject_request_due: { to: "/personal-data" },
  stands_in: { to: "/approvals" },
  export_asked: { to: "/audit", search: { tab: "exports" } },
  export_allowed: { to: "/audit", search: { tab: "exports" } },
  export_refused: { to: "/audit", search: { tab: "exports" } },
} as const;

/** Notes that one notice was read, or all up to one. */
export function markRead(what: { id: string } | { last: string }) {
  return ask("/notices/read", { method: "POST", body: what });
}

/** Sets the reasons that are muted. */
export function mute(keys: string[]) {
  return ask("/notices/reasons", { method: "PUT", body: { muted: keys } });
}

/** Notices by the day on which they came, the latest day first. */
export function byDay(notices: Notice[], dayOf: (at: string) => string): [day: string, notices: Notice[]][] {
  const days: [string, Notice[]][] = [];
  for (const notice of notices) {
    const day = dayOf(notice.at);
    const last = days[days.length - 1];
    if (last?.[0] === day) last[1].push(notice);
    else days.push([day, [notice]]);
  }
  return days;
}
