/** Whether the window is at least so wide; what is drawn beside something on a wide one stands above it on a narrow one. */
import { useSyncExternalStore } from "react";

export function useWide(pixels: number): boolean {
  const query = `(min-width: ${pixels}px)`;
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query);
      media.addEventListener("change", changed);
      return () => media.removeEventListener("change", changed);
    },
    () => matchMedia(query).matches,
  );
}
