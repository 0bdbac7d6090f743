/** A small surface under its button; Escape and a click elsewhere close it. */
import { useEffect, useRef, useState, type ReactNode } from "react";
import { Button } from "@/light/Button";
import type { IconName } from "@/light/icons";
import css from "./list.module.css";

export function Popover({ label, icon, children }: { label: ReactNode; icon?: IconName; children: (close: () => void) => ReactNode }) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const leave = (event: Event) => {
      if (event instanceof KeyboardEvent ? event.key === "Escape" : !box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", leave);
    document.addEventListener("keydown", leave);
    return () => {
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("keydown", leave);
    };
  }, [open]);
  return (
    <div className={css.pop} ref={box}>
      <Button small icon={icon} aria-haspopup="true" aria-expanded={open} onClick={() => setOpen(!open)}>
        {label}
      </Button>
      {open ? <div className={css.popped}>{children(() => setOpen(false))}</div> : null}
    </div>
  );
}
