import { Link } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Icon } from "@/light/Icon";
import { countsQuery, upTo } from "@/lib/counts";
import type { Session } from "@/lib/session";
import { MENU, type Entry } from "./menu";
import css from "./shell.module.css";

function isHere(entry: Entry, path: string) {
  return entry.to === "/" ? path === "/" : path === entry.to || path.startsWith(`${entry.to}/`);
}

/** The rail of a wide screen. */
export function Nav({ session, path }: { session: Session; path: string }) {
  const { t } = useTranslation();
  const { data: counts } = useQuery(countsQuery);
  const badge = (entry: Entry) => {
    if (entry.word === "queue" && counts?.overdue) return <b className={css.hot}>{upTo(counts.overdue, counts)}</b>;
    if (entry.word === "approvals" && counts?.approvals) return <b>{counts.approvals}</b>;
    return null;
  };
  return (
    <nav className={css.nav} aria-label={t("app.mainNav")}>
      <div className={css.logo}>
        <i>关</i>
        <span>{t("app.name")}</span>
      </div>
      {MENU.map((group) => {
        const entries = group.entries.filter((entry) => entry.seen?.(session) ?? true);
        if (!entries.length) return null;
        return (
          <div key={group.heading ?? "work"}>
            {group.heading ? <h2>{t(`nav.${group.heading}`)}</h2> : null}
            {entries.map((entry) => (
              <Link key={entry.to} to={entry.to} aria-current={isHere(entry, path) ? "page" : undefined} title={t(`nav.${entry.word}`)}>
                <Icon name={entry.icon} />
                <span>{t(`nav.${entry.word}`)}</span>
                {badge(entry)}
              </Link>
            ))}
          </div>
        );
      })}
    </nav>
  );
}

const TABS = [
  { to: "/", icon: "work", word: "queue" },
  { to: "/approvals", icon: "approval", word: "approvals" },
  { to: "/deals", icon: "board", word: "deals" },
  { to: "/notices", icon: "bell", word: "notices" },
  { to: "/me", icon: "lead", word: "mine" },
] as const;

/** The five tabs of a phone. */
export function Tabs({ path }: { session: Session; path: string }) {
  const { t } = useTranslation();
  const { data: counts } = useQuery(countsQuery);
  const number = { queue: counts?.overdue, approvals: counts?.approvals, notices: counts?.notices } as Record<string, number | undefined>;
  return (
    <nav className={css.tabs} aria-label={t("app.mainNav")}>
      {TABS.map((tab) => (
        <Link key={tab.to} to={tab.to} aria-current={(tab.to === "/" ? path === "/" : path.startsWith(tab.to)) ? "page" : undefined}>
          <Icon name={tab.icon} size={20} />
          {t(`nav.${tab.word}`)}
          {number[tab.word] ? <em>{(number[tab.word] ?? 0) > 99 ? "99+" : number[tab.word]}</em> : null}
        </Link>
      ))}
    </nav>
  );
}
