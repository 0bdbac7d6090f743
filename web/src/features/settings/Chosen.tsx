/** Several of a list: each with its way out, and what is left to choose from. */
import { useTranslation } from "react-i18next";
import { IconButton } from "@/light/Button";
import css from "./settings.module.css";

export interface Option {
  key: string;
  word: string;
  /** Still named where it was chosen, not offered any more. */
  gone?: boolean;
}

export function Entries({ entries, drop }: { entries: Option[]; drop: (key: string) => void }) {
  const { t } = useTranslation();
  if (!entries.length) return null;
  return (
    <ul className={css.entries}>
      {entries.map((one) => (
        <li key={one.key}>{one.word} <IconButton icon="close" label={t("pool.set.without", { name: one.word })} onClick={() => drop(one.key)} /></li>
      ))}
    </ul>
  );
}

export function Chosen({ label, keys, options, put, must }: { label: string; keys: string[]; options: Option[]; put: (keys: string[]) => void; must?: boolean }) {
  const word = (key: string) => options.find((one) => one.key === key)?.word ?? key;
  return (
    <div className={css.label}>
      <span>{label}{must ? <i aria-hidden="true">*</i> : null}</span>
      <Entries entries={keys.map((key) => ({ key, word: word(key) }))} drop={(key) => put(keys.filter((one) => one !== key))} />
      <select className="field" aria-label={label} value="" onChange={(event) => event.target.value && put([...keys, event.target.value])}>
        <option value="">—</option>
        {options.filter((one) => !one.gone && !keys.includes(one.key)).map((one) => <option key={one.key} value={one.key}>{one.word}</option>)}
      </select>
    </div>
  );
}
