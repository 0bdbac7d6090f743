/** Says that something went well, or would. */
import type { ReactNode } from "react";
import css from "./passed.module.css";

export function Passed({ children }: { children: ReactNode }) {
  return (
    <p className={css.passed} role="status">
      {children}
    </p>
  );
}
