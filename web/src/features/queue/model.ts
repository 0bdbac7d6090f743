/** The work queue as the server gives it: duties in the order of their deadlines, with urgency, topic and way already said. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { read, type Schemas } from "@/lib/api";

export type Duty = Schemas["DutyView"];
export type Task = Schemas["TaskView"];
export type Counts = Schemas["Counts"];
export type Whose = "mine" | "team" | "others";
export type Urgency = "overdue" | "today" | "soon" | "later";

/** What the address says about the list. */
export interface Filter {
  whose: Whose;
  urgency?: Urgency;
  topic?: string;
}

const PAGE = 100;

export const URGENCIES: Urgency[] = ["overdue", "today", "soon", "later"];

export const dutiesQuery = (whose: Whose) =>
  infiniteQueryOptions({
    queryKey: ["queue", "list", whose],
    queryFn: ({ pageParam, signal }) => read("/obligations", { query: { whose, limit: PAGE, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });

export const countsOf = (whose: Whose) => queryOptions({ queryKey: ["queue", "counts", whose], queryFn: ({ signal }) => read("/obligations/counts", { query: { whose }, signal }), staleTime: 15_000 });

/** What belongs to no deal is only ever one's own. */
export const tasksQuery = queryOptions({ queryKey: ["tasks"], queryFn: ({ signal }) => read("/tasks", { signal }), staleTime: 60_000 });

/** The numbers with what belongs to no deal: a tile counts every row that it shows. */
export function withTasks(counts: Counts | undefined, tasks: Task[]): Counts | undefined {
  if (!counts) return undefined;
  const of = (urgency: string) => tasks.filter((task) => task.urgency === urgency);
  const late = of("overdue").map((task) => task.working_days);
  const next = [counts.next_today_at, ...of("today").map((task) => task.due_at)].flatMap((at) => at ?? []).sort()[0];
  return {
    ...counts,
    overdue: counts.overdue + late.length,
    today: counts.today + of("today").length,
    soon: counts.soon + of("soon").length,
    overdue_working_days: late.length ? Math.max(counts.overdue_working_days ?? 0, ...late) : counts.overdue_working_days,
    next_today_at: next,
  };
}

/** The filter that an address names; what it cannot name is left out. */
export function filterOf(search: Record<string, string | undefined>): Filter {
  const whose = search.whose === "team" || search.whose === "others" ? search.whose : "mine";
  const urgency = URGENCIES.find((one) => one === search.urgency);
  return { whose, urgency, topic: search.topic };
}

/** Duties that a filter lets through, in the groups that the server put them into; the order stays. */
export function groups(duties: Duty[], filter: Filter): { urgency: Urgency; duties: Duty[] }[] {
  const shown = duties.filter((duty) => (!filter.urgency || duty.urgency === filter.urgency) && (!filter.topic || duty.topic === filter.topic));
  return URGENCIES.map((urgency) => ({ urgency, duties: shown.filter((duty) => duty.urgency === urgency) })).filter((group) => group.duties.length > 0);
}

/** The topics among duties with how many there are of each, the commonest order first. */
export function topics(duties: Duty[]): [topic: string, count: number][] {
  const order = ["approval", "form", "visit", "act", "delivery", "collection", "service"];
  return order.map((topic): [string, number] => [topic, duties.filter((duty) => duty.topic === topic).length]).filter(([, count]) => count > 0);
}

/** The approval and its step that a duty is about. */
export function stepOf(duty: Duty): { approval: string; step: number } | undefined {
  const step = (duty.subject as { step?: [string, number] }).step;
  return step ? { approval: step[0], step: step[1] } : undefined;
}

/** The fields of a command that a duty's subject already answers. */
export function presetOf(duty: Duty): Record<string, unknown> {
  const about = duty.subject as { document?: string; action?: [string, number]; improvement?: [string, number]; instalment?: string; complaint?: string };
  const counted = about.action ?? about.improvement;
  if (counted) return { document: counted[0], action: counted[1] };
  if (about.document) return { document: about.document, visit: about.document, contract: about.document };
  if (about.instalment) return { instalment: about.instalment };
  if (about.complaint) return { complaint: about.complaint };
  return {};
}
