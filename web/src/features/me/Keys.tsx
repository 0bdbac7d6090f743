/** The API keys that speak for me; nothing is shown where there are none. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Card } from "@/light/Card";
import { Tag } from "@/light/Tag";
import { read } from "@/lib/api";
import { moment } from "@/lib/due";
import type { Session } from "@/lib/session";
import css from "./me.module.css";

export function Keys({ session }: { session: Session }) {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ["api-keys"], queryFn: ({ signal }) => read("/api-keys", { signal }) });
  const mine = data?.filter((key) => key.person.id === session.person.id) ?? [];
  if (!mine.length) return null;
  return (
    <Card title={t("me.apiKeys")}>
      <ul className={css.sessions}>
        {mine.map((key) => (
          <li key={key.id}>
            <span>
              {key.name} <code className="sm">{key.hint}…</code> {key.is_active ? <Tag tone="green">{t("me.keyActive")}</Tag> : <Tag>{t("me.keyOver")}</Tag>}
              <small className="mut">
                {t("me.expires", { at: moment(key.ends_at) })} · {key.used_at ? t("me.seen", { at: moment(key.used_at) }) : t("me.keyUnused")}
              </small>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
