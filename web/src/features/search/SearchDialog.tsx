/** Ctrl K: records by any part of a name, by number, by pinyin initials; the server finds. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/light/Dialog";
import { Empty } from "@/light/states";
import { read, type Schemas } from "@/lib/api";
import css from "./search.module.css";

type Hit = Schemas["Hit"];

export default function SearchDialog({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const settled = useSettled(typed.trim(), 120);
  const { data, isFetching } = useQuery({ queryKey: ["search", settled], queryFn: async ({ signal }) => (await read("/search", { query: { q: settled, limit: 20 }, signal })).items, enabled: settled.length > 0, placeholderData: (before) => before });
  const hits = settled ? (data ?? []) : [];
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus(), []);
  const open = (hit?: Hit) => {
    if (!hit) return;
    close();
    if (hit.kind === "account") void navigate({ to: "/accounts/$id", params: { id: hit.id } });
    else void navigate({ to: "/deals/$id", params: { id: hit.deal ?? hit.id } });
  };
  const act = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown") setAt(Math.min(at + 1, hits.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter") open(hits[at]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={t("search.title")} close={close}>
      <input ref={box} className="field" role="combobox" aria-expanded={hits.length > 0} aria-controls="hits" aria-activedescendant={hits[at] ? `hit-${at}` : undefined} aria-label={t("search.title")} placeholder={t("app.search")} value={typed} onChange={(event) => { setTyped(event.target.value); setAt(0); }} onKeyDown={act} />
      <ul id="hits" role="listbox" aria-label={t("search.hits")} className={css.hits}>
        {hits.map((hit, number) => (
          <li key={`${hit.kind}${hit.id}`} id={`hit-${number}`} role="option" aria-selected={number === at} onMouseDown={() => open(hit)} onMouseEnter={() => setAt(number)}>
            <span className="tag">{t(`search.kind.${hit.kind}`)}</span>
            <span>{hit.title}</span>
            <span className="sm mut">{hit.note}</span>
          </li>
        ))}
      </ul>
      {settled && !isFetching && !hits.length ? <Empty>{t("search.none", { typed: settled })}</Empty> : null}
      {!settled ? <p className="sm mut">{t("search.hint")}</p> : null}
    </Dialog>
  );
}

/** The value once it has rested for so long. */
function useSettled(value: string, ms: number) {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
