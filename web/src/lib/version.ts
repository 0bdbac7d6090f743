/** Whether the server serves another version of these pages than the one that runs here. */
import { useEffect, useState } from "react";

const EVERY_MS = 5 * 60_000;

async function tag(): Promise<string | undefined> {
  const response = await fetch("/", { method: "HEAD", cache: "no-cache", credentials: "same-origin" });
  return response.ok ? (response.headers.get("etag") ?? undefined) : undefined;
}

/** Asked when somebody comes back to the window, not more often than every few minutes; a part that cannot be fetched says it at once. */
export function useNewVersion(): boolean {
  const [isNew, setNew] = useState(false);
  useEffect(() => {
    let first: string | undefined;
    let asked = Date.now();
    void tag().then((now) => (first = now), () => undefined);
    const look = () => {
      if (document.hidden || Date.now() - asked < EVERY_MS) return;
      asked = Date.now();
      void tag().then((now) => first && now && now !== first && setNew(true), () => undefined);
    };
    const gone = () => setNew(true);
    document.addEventListener("visibilitychange", look);
    window.addEventListener("vite:preloadError", gone);
    return () => {
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("vite:preloadError", gone);
    };
  }, []);
  return isNew;
}
