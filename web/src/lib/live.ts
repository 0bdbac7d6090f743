/** One stream of what changed: the queries that show it are asked again. Nothing but ids and kinds comes through it. */
import type { QueryClient } from "@tanstack/react-query";
import type { Schemas } from "./api";

/** A change as the server tells it. */
export type Change = Schemas["Change"];

const AGAIN_MS = 15_000;
const GATHER_MS = 300;

/** Which lists show something of a kind; rows of reference data are listed under their kind and kept for choosing. */
const LISTS: Record<string, string[]> = {
  deal: ["deals", "board", "queue", "approvals", "notices"],
  account: ["accounts"],
};

/** Which queries show one of a kind, by its id. */
const ONE: Record<string, string[]> = { deal: ["deal", "affordances", "history"], account: ["account", "accounts"] };

/** The queries that a change makes old: whatever lists its kind, and what shows this very one. */
export function shownBy({ kind, id }: Pick<Change, "kind" | "id">): string[][] {
  return [...(LISTS[kind] ?? ["reference", "org", `${kind}s`]).map((key) => [key]), ...(ONE[kind] ?? []).map((key) => [key, id])];
}

/** Listens until the returned function is called; the browser itself reconnects. */
export function listen(client: QueryClient): () => void {
  let source: EventSource | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let waiting = new Map<string, string[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lost = false;
  const flush = () => {
    for (const queryKey of waiting.values()) void client.invalidateQueries({ queryKey });
    waiting = new Map();
    timer = undefined;
  };
  const open = () => {
    source = new EventSource("/api/v1/events");
    source.onmessage = (event) => {
      const change = JSON.parse(event.data as string) as Change;
      for (const key of shownBy(change)) waiting.set(key.join(" "), key);
      timer ??= setTimeout(flush, GATHER_MS);
    };
    // What happened while nobody listened is not told again.
    source.onopen = () => {
      if (lost) void client.invalidateQueries();
      lost = false;
    };
    // A broken connection is mended by the browser; one that was refused is not: the session may be over, else it is tried anew.
    source.onerror = () => {
      lost = true;
      if (source?.readyState !== EventSource.CLOSED) return;
      void client.invalidateQueries({ queryKey: ["session"] });
      again = setTimeout(open, AGAIN_MS);
    };
  };
  open();
  return () => {
    source?.close();
    clearTimeout(timer);
    clearTimeout(again);
  };
}
