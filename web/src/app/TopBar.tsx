import { Link, useNavigate } from "@tanstack/react-router";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "@/light/Avatar";
import { Button, IconButton } from "@/light/Button";
import { Icon } from "@/light/Icon";
import { countsQuery } from "@/lib/counts";
import { ask } from "@/lib/http";
import { speak } from "@/lib/i18n";
import { nameOf } from "@/lib/names";
import { holds, type Session } from "@/lib/session";
import { showTheme, theme } from "@/lib/theme";
import { MENU } from "./menu";
import css from "./shell.module.css";

/** What pages are called that no menu leads to. */
const OFF_MENU: Record<string, "nav.notices" | "nav.mine" | "nav.invoices"> = { "/notices": "nav.notices", "/me": "nav.mine", "/invoices": "nav.invoices" };

interface Props {
  session: Session;
  path: string;
  search: () => void;
  help: () => void;
}

/** Search, new, help, theme, bell, me. */
export function TopBar({ session, path, search, help }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: counts } = useQuery(countsQuery);
  const [shown, setShown] = useState(theme());
  const unread = counts?.notices ?? 0;
  const few = unread > 99 ? "99+" : String(unread);
  const here = MENU.flatMap((group) => group.entries).find((entry) => (entry.to === "/" ? path === "/" : path.startsWith(entry.to)));
  const turn = () => {
    const next = shown === "dark" ? "light" : "dark";
    showTheme(next, true);
    setShown(next);
  };
  return (
    <header className={css.top}>
      <span className={css.title}>{here ? t(`nav.${here.word}`) : t(OFF_MENU[path] ?? "app.name")}</span>
      <button type="button" className={css.search} onClick={search}>
        <Icon name="search" />
        <span>{t("app.search")}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <span className="sp" />
      {holds(session, "sales_rep") ? (
        <Button small icon="plus" onClick={() => void navigate({ to: "/leads/new" })}>
          {t("app.new")}
        </Button>
      ) : null}
      <span className={css.wide}>
        <IconButton icon="help" label={t("app.help")} onClick={help} />
      </span>
      <span className={css.wide}>
        <IconButton icon={shown === "dark" ? "sun" : "moon"} label={t(shown === "dark" ? "app.light" : "app.dark")} onClick={turn} />
      </span>
      <Link to="/notices" className="ic" aria-label={t("app.notices", { number: few })}>
        <Icon name="bell" size={18} />
        {unread ? <em>{few}</em> : null}
      </Link>
      <Me session={session} />
    </header>
  );
}

function Me({ session }: { session: Session }) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const leave = (event: Event) => {
      if (event instanceof KeyboardEvent ? event.key === "Escape" : !box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", leave);
    document.addEventListener("keydown", leave);
    return () => {
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("keydown", leave);
    };
  }, [open]);
  const leave = async () => {
    await ask("/session", { method: "DELETE" });
    client.clear();
    location.assign("/");
  };
  return (
    <div className={css.menu} ref={box}>
      <button type="button" className="ic" aria-haspopup="true" aria-expanded={open} aria-label={`${t("app.me")}: ${nameOf(session.person)}`} onClick={() => setOpen(!open)}>
        <Avatar name={nameOf(session.person)} />
      </button>
      {open ? (
        <div>
          <p>
            {nameOf(session.person)} · {session.person.department?.name ?? session.company}
          </p>
          <Link to="/me" onClick={() => setOpen(false)}>{t("nav.mine")}</Link>
          <button type="button" onClick={() => void speak(i18n.language.startsWith("en") ? "zh-CN" : "en", true)}>{t("app.language")}</button>
          <button type="button" onClick={() => void leave()}>{t("app.signOut")}</button>
        </div>
      ) : null}
    </div>
  );
}
