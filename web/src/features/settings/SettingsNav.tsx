/** The pages of the settings, one beside the other. */
import { Link, useRouterState } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import css from "./settings.module.css";

const PAGES = [
  ["/settings", "system"],
  ["/settings/organization", "organization"],
  ["/settings/separations", "separations"],
  ["/settings/fields", "fields"],
  ["/settings/pools", "pools"],
  ["/settings/calendar", "calendar"],
  ["/settings/prices", "prices"],
] as const;

export function SettingsNav() {
  const { t } = useTranslation();
  const path = useRouterState({ select: (state) => state.location.pathname });
  return (
    <nav className={css.nav} aria-label={t("settings.title")}>
      {PAGES.map(([to, word]) => (
        <Link key={to} to={to} activeOptions={{ exact: true }} aria-current={path === to ? "page" : undefined}>{t(`settings.page.${word}`)}</Link>
      ))}
    </nav>
  );
}
