/** What the server would say to a command as it stands: asked without doing, a moment after the last key. It judges; this only repeats it. */
import { useIsMutating, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type FieldProblem, fieldProblems, type Problem, ProblemError } from "./problem";

const REST_MS = 900;

/** The value once it has rested for so long. */
export function useRested<V>(value: V, ms = REST_MS): V {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return rested;
}

/** What was said. */
export interface Judgement {
  /** Fields that are wrong. */
  problems: FieldProblem[];
  /** Why it would be refused, where that is no matter of fields. */
  refusal?: Problem;
  /** Whether it would be accepted. */
  passes: boolean;
}

const NONE: Judgement = { problems: [], passes: false };

/**
 * Asks while `on`; `key` names what is asked, so that the same question is not asked twice. While the command itself is given nothing is asked: what was
 * registered would be refused as known already.
 */
export function useJudged(key: unknown[], value: unknown, on: boolean, ask: () => Promise<unknown>): Judgement {
  const rested = useRested(value);
  const giving = useIsMutating() > 0;
  const { data } = useQuery({
    queryKey: ["judge", ...key, rested],
    queryFn: async (): Promise<Judgement> => {
      try {
        await ask();
        return { problems: [], passes: true };
      } catch (error) {
        return error instanceof ProblemError ? judgementOf(error.problem) : NONE;
      }
    },
    enabled: on && !giving && rested === value,
    staleTime: 20_000,
    gcTime: 60_000,
    retry: false,
  });
  return on && rested === value ? (data ?? NONE) : NONE;
}

/** A refusal about fields shows at them; any other is said as a whole. */
export function judgementOf(problem: Problem): Judgement {
  const problems = fieldProblems(problem);
  return { problems, refusal: problems.length ? undefined : problem, passes: false };
}

/** Problems of fields that somebody has touched: nobody is blamed for what he has not come to yet. */
export function ofTouched(problems: FieldProblem[], touched: ReadonlySet<string>): FieldProblem[] {
  return problems.filter((problem) => touched.has(/^[^.[]+/.exec(problem.path)?.[0] ?? problem.path));
}
