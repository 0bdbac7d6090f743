/** One deal, found by number or customer; the server finds. */
import { useQuery } from "@tanstack/react-query";
import { useId, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { dealQuery } from "@/features/deal/model";
import { IconButton } from "@/light/Button";
import { read } from "@/lib/api";
import { nameOf } from "@/lib/names";
import css from "./deal-picker.module.css";

export function DealPicker({ chosen, choose }: { chosen?: string; choose: (deal: string | undefined) => void }) {
  const { t } = useTranslation();
  const { data: deal } = useQuery({ ...dealQuery(chosen ?? ""), enabled: !!chosen });
  if (!chosen) return <Finder choose={choose} />;
  return (
    <span className={css.picked}>
      {deal ? `${deal.number} · ${nameOf(deal.account)}` : t("audit.deal")}
      <IconButton icon="close" size={14} label={t("audit.anyDeal")} onClick={() => choose(undefined)} />
    </span>
  );
}

function Finder({ choose }: { choose: (deal: string) => void }) {
  const { t } = useTranslation();
  const list = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const wanted = typed.trim();
  const { data } = useQuery({ queryKey: ["search", "deals", wanted], queryFn: async ({ signal }) => (await read("/search", { query: { q: wanted, limit: 12 }, signal })).items, enabled: wanted.length > 0, placeholderData: (before) => before });
  const hits = wanted ? (data ?? []).filter((hit) => hit.deal || hit.kind === "deal") : [];
  const take = (hit?: { id: string; deal?: string | null }) => hit && choose(hit.deal ?? hit.id);
  const act = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown") setAt(Math.min(at + 1, hits.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter") take(hits[at]);
    else return;
    event.preventDefault();
  };
  return (
    <span className={css.finder}>
      <input className="field" role="combobox" aria-label={t("audit.deal")} aria-expanded={hits.length > 0} aria-controls={list} aria-activedescendant={hits[at] ? `${list}-${at}` : undefined} placeholder={t("audit.findDeal")} value={typed} onChange={(event) => { setTyped(event.target.value); setAt(0); }} onKeyDown={act} />
      <ul id={list} role="listbox" aria-label={t("audit.deal")} hidden={!hits.length}>
        {hits.map((hit, number) => (
          <li key={`${hit.kind}${hit.id}`} id={`${list}-${number}`} role="option" aria-selected={number === at} onMouseDown={(event) => { event.preventDefault(); take(hit); }} onMouseEnter={() => setAt(number)}>
            {hit.title} <small className="mut">{hit.note}</small>
          </li>
        ))}
      </ul>
    </span>
  );
}
