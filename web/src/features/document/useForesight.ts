/** What the server makes of a paper while it is written: asked a moment after the last key, never of what is older than what stands there. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Body } from "@/lib/definition";
import { useRested } from "@/lib/judge";
import { type FieldProblem, fieldProblems, type Problem } from "@/lib/problem";
import { type DealView, type Preview, preview } from "@/features/deal/model";

interface Foresight {
  /** The last that was foreseen; of an older content while the next is asked. */
  seen?: Preview;
  problems: FieldProblem[];
  /** A refusal that is about no field. */
  refusal?: Pick<Problem, "code" | "detail" | "params">;
  passes: boolean;
}

/** Asks while `on`. */
export function useForesight(deal: DealView, asked: Body, on: boolean): Foresight {
  const text = JSON.stringify(asked);
  const rested = useRested(text);
  const { data, isPlaceholderData } = useQuery({
    queryKey: ["judge", deal.id, deal.version, rested],
    queryFn: ({ signal }) => preview(deal.id, JSON.parse(rested) as Body, signal),
    enabled: on,
    placeholderData: keepPreviousData,
    staleTime: 20_000,
    gcTime: 60_000,
    retry: false,
  });
  if (!on || !data) return { problems: [], passes: false };
  if (rested !== text || isPlaceholderData) return { seen: data, problems: data.refusal ? fieldProblems(refusalOf(data.refusal)) : [], passes: false };
  const problems = data.refusal ? fieldProblems(refusalOf(data.refusal)) : [];
  const refusal = data.refusal && !problems.length ? refusalOf(data.refusal) : undefined;
  return { seen: data, problems, refusal, passes: !data.refusal };
}

const refusalOf = (refusal: NonNullable<Preview["refusal"]>) => ({ code: refusal.code, detail: refusal.text, params: refusal.params as Record<string, unknown> });
