/** How I stand with my second factor; it is set up on a page of the server's own, which shows the seed and nothing else. */
import { useTranslation } from "react-i18next";
import { Card } from "@/light/Card";
import { Tag } from "@/light/Tag";
import type { Session } from "@/lib/session";
import css from "./me.module.css";

export function SecondFactor({ session }: { session: Session }) {
  const { t } = useTranslation();
  return (
    <Card title={t("me.factor")} actions={<a className="btn s" href="/second-factor">{t(session.has_second_factor ? "me.factorChange" : "me.factorSet")}</a>}>
      <div className={css.form}>
        <p>{session.has_second_factor ? <Tag tone="green" icon="ok">{t("me.factorOn")}</Tag> : <Tag>{t("me.factorOff")}</Tag>}</p>
        <p className="sm mut">{session.has_second_factor ? t("me.codesLeft", { count: session.recovery_codes }) : t("me.factorWhy")}</p>
      </div>
    </Card>
  );
}
