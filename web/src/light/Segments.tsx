import css from "./segments.module.css";

interface Props<K extends string> {
  id?: string;
  label: string;
  options: { key: K; name: string }[];
  value: K | undefined;
  onChange: (next: K) => void;
  /** At the head of a page, or as a setting: as tall as a small button. */
  large?: boolean;
}

/** One of a few, side by side: pressed is what is shown. */
export function Segments<const K extends string>({ id, label, options, value, onChange, large }: Props<K>) {
  return (
    <span id={id} className={`${css.segments}${large ? ` ${css.large}` : ""} no-print`} role="group" aria-label={label}>
      {options.map((one) => (
        <button key={one.key} type="button" aria-pressed={one.key === value} onClick={() => onChange(one.key)}>
          {one.name}
        </button>
      ))}
    </span>
  );
}
