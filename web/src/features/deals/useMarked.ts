/** Rows that are marked for what is done to several at once; at most as many as one request may hold. */
import { useCallback, useState } from "react";

const MOST = 200;

export function useMarked() {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback(
    (key: string) =>
      setMarked((before) => {
        const next = new Set(before);
        if (!next.delete(key) && next.size < MOST) next.add(key);
        return next;
      }),
    [],
  );
  const clear = useCallback(() => setMarked(new Set()), []);
  return { marked, toggle, clear };
}
