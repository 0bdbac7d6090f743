import type { ReactNode } from "react";

/** A bordered surface with a heading, something beside it, and actions at the right. */
export function Card({ title, beside, actions, children, label, className }: { title?: ReactNode; beside?: ReactNode; actions?: ReactNode; children?: ReactNode; label?: string; className?: string }) {
  return (
    <section className={`card${className ? ` ${className}` : ""}`} aria-label={label}>
      {title ? (
        <header>
          <h2>{title}</h2>
          {beside}
          <span className="sp" />
          {actions}
        </header>
      ) : null}
      {children}
    </section>
  );
}
