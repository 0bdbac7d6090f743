/** On a phone, the pages that have no tab: what the menu of a wide screen offers. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { MENU } from "@/app/menu";
import { Card } from "@/light/Card";
import { Icon } from "@/light/Icon";
import type { Session } from "@/lib/session";
import css from "./pages.module.css";

const TABBED = new Set(["/", "/approvals", "/deals"]);

export function Pages({ session }: { session: Session }) {
  const { t } = useTranslation();
  const entries = MENU.flatMap((group) => group.entries).filter((entry) => !TABBED.has(entry.to) && (entry.seen?.(session) ?? true));
  return (
    <Card className={css.card} title={t("me.pages")}>
      <nav aria-label={t("me.pages")} className={css.pages}>
        {entries.map((entry) => (
          <Link key={entry.to} to={entry.to}>
            <Icon name={entry.icon} size={20} />
            {t(`nav.${entry.word}`)}
          </Link>
        ))}
      </nav>
    </Card>
  );
}
