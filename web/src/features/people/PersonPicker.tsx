/** Chooses one of our people by name: type, arrows, Enter. Enter that picks a candidate of an IME picks nothing here. */
import { useQuery } from "@tanstack/react-query";
import { useId, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "@/light/Avatar";
import { nameOf } from "@/lib/names";
import { rowsQuery } from "@/lib/reference";
import css from "./people.module.css";

interface Props {
  label: string;
  /** People who are not offered: those who take part already. */
  except?: string[];
  choose: (person: { id: string; name: string }) => void;
}

const SHOWN = 8;

export function PersonPicker({ label, except = [], choose }: Props) {
  const { t } = useTranslation();
  const list = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const { data: people = [] } = useQuery(rowsQuery("/users"));
  const wanted = typed.trim().toLowerCase();
  const found = people.filter((one) => one.active !== false && !except.includes(one.id) && nameOf(one).toLowerCase().includes(wanted)).slice(0, SHOWN);
  const take = (number: number) => {
    const one = found[number];
    if (one) choose({ id: one.id, name: nameOf(one) });
  };
  const act = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown") setAt(Math.min(at + 1, found.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter") take(at);
    else return;
    event.preventDefault();
  };
  return (
    <div className={css.picker}>
      {/* The picker is opened by an act of the person: the caret belongs into it. */}
      <input className="field" role="combobox" aria-label={label} aria-expanded={found.length > 0} aria-controls={list} aria-activedescendant={found[at] ? `${list}-${at}` : undefined} placeholder={label} value={typed} ref={(box) => box?.focus()} onChange={(event) => { setTyped(event.target.value); setAt(0); }} onKeyDown={act} />
      <ul id={list} role="listbox" aria-label={label}>
        {found.map((one, number) => (
          <li key={one.id} id={`${list}-${number}`} role="option" aria-selected={number === at} onMouseDown={(event) => { event.preventDefault(); take(number); }} onMouseEnter={() => setAt(number)}>
            <Avatar name={nameOf(one)} /> {nameOf(one)}
          </li>
        ))}
      </ul>
      {people.length && !found.length ? <p className="sm mut">{t("form.noneFound")}</p> : null}
    </div>
  );
}
