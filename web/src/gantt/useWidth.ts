/** How much room there is for a picture that fills its place. */
import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/** How wide a place is, for what is drawn to fill it; a number until it is known. */
export function useWidth(until: number): [place: RefObject<HTMLDivElement | null>, width: number] {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(until);
  useLayoutEffect(() => {
    if (!place.current) return;
    const watch = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    watch.observe(place.current);
    return () => watch.disconnect();
  }, []);
  return [place, width];
}
