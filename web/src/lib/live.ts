/** One stream of what changed: the queries that show it are asked again. Nothing but ids and kinds comes through it. */
import type { QueryClient } from "@tanstack/react-query";
import type { Schemas } from "./api";

/** A change as the server tells it. */
export type Change = Schemas["Change"];

const AGAIN_MS = 15_000;

/** Which queries show what. */
const SHOWN: Record<string, string[]> = {
  deal: ["deal", "deals", "board", "queue", "approvals", "history", "affordances"],
  notice: ["notices"],
  account: ["accounts", "account"],
  organization: ["org", "people"],
};

/** Listens until the returned function is called; the browser itself reconnects. */
export function listen(client: QueryClient): () => void {
  let source: EventSource | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    for (const key of waiting) void client.invalidateQueries({ queryKey: [key] });
    waiting = new Set();
    timer = undefined;
  };
  const open = () => {
    source = new EventSource("/api/v1/events");
    source.onmessage = (event) => {
      const change = JSON.parse(event.data as string) as Change;
      for (const key of SHOWN[change.kind] ?? []) waiting.add(key);
      timer ??= setTimeout(flush, 200);
    };
    // A broken connection is mended by the browser; one that was refused is not, so it is tried anew.
    source.onerror = () => {
      if (source?.readyState !== EventSource.CLOSED) return;
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
