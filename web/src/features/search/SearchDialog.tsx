/** Ctrl K: records by any part of a name, by number, by pinyin initials (the server finds); pages and acts by their names. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { MENU } from "@/app/menu";
import { Dialog } from "@/light/Dialog";
import { Icon } from "@/light/Icon";
import type { IconName } from "@/light/icons";
import { Empty } from "@/light/states";
import { read } from "@/lib/api";
import { speak } from "@/lib/i18n";
import { useRested } from "@/lib/judge";
import { holds, useSession } from "@/lib/session";
import { showTheme, theme } from "@/lib/theme";
import { type Hit, type Line, pagesFor, step } from "./entries";
import css from "./search.module.css";

const ICONS: Record<string, IconName> = { deal: "board", account: "account", contact: "people", document: "doc", page: "out", act: "flow" };

/** `early` answers what was typed while this was still fetched. */
export default function SearchDialog({ early, close }: { early: () => string; close: () => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(early);
  const [at, setAt] = useState(0);
  const settled = useRested(typed.trim(), 120);
  const { data, isFetching } = useQuery({ queryKey: ["search", settled], queryFn: async ({ signal }) => (await read("/search", { query: { q: settled, limit: 20 }, signal })).items, enabled: settled.length > 0, placeholderData: (before) => before });
  const lines = useLines(settled, settled ? (data ?? []) : [], close);
  const box = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const here = Math.min(at, Math.max(lines.length - 1, 0));
  useEffect(() => {
    box.current?.focus();
    box.current?.setSelectionRange(box.current.value.length, box.current.value.length);
  }, []);
  useEffect(() => {
    // In braces: newer browsers answer a promise, which is no clean-up.
    void list.current?.querySelector(`#hit-${here}`)?.scrollIntoView({ block: "nearest" });
  }, [here]);
  const act = (event: KeyboardEvent) => {
    // Enter that picks a candidate of the IME opens nothing.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown") setAt(step(here, 1, lines.length));
    else if (event.key === "ArrowUp") setAt(step(here, -1, lines.length));
    else if (event.key === "Enter") lines[here]?.go();
    // The hits are what the dialog is for and no list over it: one Escape closes both.
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={t("search.title")} close={close}>
      <input ref={box} className="field" role="combobox" aria-expanded={lines.length > 0} aria-controls="hits" aria-activedescendant={lines[here] ? `hit-${here}` : undefined} aria-label={t("search.title")} placeholder={t("app.search")} value={typed} onChange={(event) => { setTyped(event.target.value); setAt(0); }} onKeyDown={act} />
      <ul ref={list} id="hits" role="listbox" aria-label={t("search.hits")} className={css.hits}>
        {lines.map((line, number) => (
          <li key={line.key} id={`hit-${number}`} role="option" aria-selected={number === here} data-first={line.group !== lines[number - 1]?.group ? t(`search.group.${line.group}`) : undefined} onMouseDown={line.go} onMouseMove={() => setAt(number)}>
            <Icon name={ICONS[line.kind] ?? "search"} />
            <span>{line.title}</span>
            <span className="sm mut">{line.note}</span>
          </li>
        ))}
      </ul>
      {settled && !isFetching && !lines.length ? <Empty>{t("search.none", { typed: settled })}</Empty> : null}
      <p className="sm mut">{t("search.hint")}</p>
    </Dialog>
  );
}

/** Records first, then pages, then acts. */
function useLines(typed: string, hits: Hit[], close: () => void): Line[] {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const leave = (go: () => void) => () => {
    close();
    go();
  };
  const open = (hit: Hit) => void (hit.kind === "account" ? navigate({ to: "/accounts/$id", params: { id: hit.id } }) : navigate({ to: "/deals/$id", params: { id: hit.deal ?? hit.id } }));
  const kind = (of: string) => t(`search.kind.${of as "deal"}`);
  const records = hits.map((hit): Line => ({ key: `${hit.kind}${hit.id}`, group: "records", kind: hit.kind, title: hit.title, note: [kind(hit.kind), hit.note].filter(Boolean).join(" · "), go: leave(() => open(hit)) }));
  const entries = MENU.flatMap((group) => group.entries).filter((entry) => !session || (entry.seen?.(session) ?? true));
  const both = (word: string) => ["zh-CN", "en"].map((lng) => (i18n.exists(`nav.${word}`, { lng }) ? i18n.t(`nav.${word}` as "nav.deals", { lng }) : "")).join(" ");
  const pages = pagesFor(typed, entries.map((entry) => ({ entry, title: t(`nav.${entry.word}`), words: both(entry.word) })));
  const goTo = pages.map(({ entry, title }): Line => ({ key: entry.to, group: "pages", kind: "page", title, note: entry.key ? `G ${entry.key.toUpperCase()}` : null, go: leave(() => void navigate({ to: entry.to })) }));
  const english = i18n.language.startsWith("en");
  const acts: Line[] = [
    ...(holds(session, "sales_rep") ? [{ key: "lead", title: t("lead.new"), go: leave(() => void navigate({ to: "/leads/new" })) }] : []),
    { key: "theme", title: t("search.theme"), go: leave(() => showTheme(theme() === "dark" ? "light" : "dark", true)) },
    { key: "language", title: t("search.language"), go: leave(() => void speak(english ? "zh-CN" : "en", true)) },
  ].map((one) => ({ ...one, group: "acts" as const, kind: "act" }));
  const wanted = typed.toLowerCase();
  return [...records, ...goTo, ...acts.filter((one) => one.title.toLowerCase().includes(wanted))];
}
