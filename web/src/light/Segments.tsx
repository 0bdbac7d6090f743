import css from "./segments.module.css";

/** One of a few, side by side: pressed is what is shown. */
export function Segments<K extends string>({ label, options, value, onChange }: { label: string; options: { key: K; name: string }[]; value: K; onChange: (next: K) => void }) {
  return (
    <span className={`${css.segments} no-print`} role="group" aria-label={label}>
      {options.map((one) => (
        <button key={one.key} type="button" aria-pressed={one.key === value} onClick={() => onChange(one.key)}>
          {one.name}
        </button>
      ))}
    </span>
  );
}
