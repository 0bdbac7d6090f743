/** The frame of a page: its title with a word about it, its acts, and the parts it is divided into. */
import type { ReactNode } from "react";
import css from "./page.module.css";

export function PageHead({ title, note, children }: { title: ReactNode; note?: ReactNode; children?: ReactNode }) {
  return (
    <div className={css.head}>
      <h1>{title}</h1>
      {note ? <p className="mut">{note}</p> : null}
      <span className="sp" />
      {children}
    </div>
  );
}

/** One of several parts or filters, as a row of chips. */
export function Chips<Key extends string>({ label, chips, chosen, choose }: { label: string; chips: { key: Key; word: ReactNode; count?: number }[]; chosen: Key; choose: (key: Key) => void }) {
  return (
    <div className={css.chips} role="group" aria-label={label}>
      {chips.map((chip) => (
        <button key={chip.key} type="button" className={css.chip} aria-pressed={chip.key === chosen} onClick={() => choose(chip.key)}>
          {chip.word}
          {chip.count === undefined ? null : <small>{chip.count}</small>}
        </button>
      ))}
    </div>
  );
}

/** A table of a card: plain HTML, for what is short enough to be shown whole. On a phone it is pushed sideways, or `stacked`: a row is a card there. */
export function Rows({ label, heads, stacked, children }: { label: string; heads: (string | { word: string; right?: boolean })[]; stacked?: boolean; children: ReactNode }) {
  return (
    <div className={css.scroll}>
      <table className={stacked ? `${css.table} ${css.stacked}` : css.table} aria-label={label}>
        <thead>
          <tr>
            {heads.map((head, place) => {
              const { word, right } = typeof head === "string" ? { word: head, right: false } : head;
              return (
                <th key={place} scope="col" className={right ? css.right : undefined}>
                  {word}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

/** A number or an amount in a table. */
export function Right({ children, title }: { children: ReactNode; title?: string }) {
  return (
    <td className={css.right} title={title}>
      {children}
    </td>
  );
}

/** A page with a narrower part beside it. */
export function Beside({ children, beside, wide }: { children: ReactNode; beside: ReactNode; wide?: boolean }) {
  return (
    <div className={beside ? (wide ? css.wide : css.split) : undefined}>
      <div className={css.column}>{children}</div>
      {beside ? <div className={css.column}>{beside}</div> : null}
    </div>
  );
}

/** Facts in two columns. */
export function Facts({ rows }: { rows: [string, ReactNode][] }) {
  return (
    <dl className={css.facts}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
