/** Two people changed one paper: what came from whom, by field, from the revision that both began with. */
import { same } from "@/lib/compare";
import type { Body } from "@/lib/definition";

/** A field that both changed, and not alike. */
export interface Clash {
  key: string;
  mine: unknown;
  theirs: unknown;
}

/** What can be put together by itself, and what somebody must choose. */
export interface Merge {
  body: Body;
  clashes: Clash[];
  /** Fields that only the other one changed; taken over. */
  taken: string[];
}

/** Puts mine on theirs; where both changed a field, mine stands until somebody chooses. */
export function merge(base: Body, mine: Body, theirs: Body): Merge {
  const body: Body = { ...theirs };
  const clashes: Clash[] = [];
  const taken: string[] = [];
  for (const key of Object.keys({ ...base, ...mine, ...theirs })) {
    const [isMine, isTheirs] = [!same(base[key], mine[key]), !same(base[key], theirs[key])];
    if (isMine) body[key] = mine[key];
    if (isTheirs && !isMine) taken.push(key);
    if (isMine && isTheirs && !same(mine[key], theirs[key])) clashes.push({ key, mine: mine[key], theirs: theirs[key] });
  }
  return { body, clashes, taken };
}
