/** Who I am here, how the pages look on this device, my password, and where I am signed in. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Segments } from "@/light/Segments";
import { keysAreOn, switchKeys } from "@/lib/keys";
import { speak } from "@/lib/i18n";
import { nameOf } from "@/lib/names";
import { sessionQuery, type Session, useSession } from "@/lib/session";
import { showTheme, theme, type Theme } from "@/lib/theme";
import { useState } from "react";
import { Keys } from "./Keys";
import { leave } from "./leave";
import { Pages } from "./Pages";
import { Password } from "./Password";
import { SecondFactor } from "./SecondFactor";
import { Sessions } from "./Sessions";
import css from "./me.module.css";

export default function MePage() {
  const { t } = useTranslation();
  const session = useSession();
  const { data } = useQuery(sessionQuery);
  if (!session) return null;
  return (
    <>
      <h1 className={css.h1}>{t("me.title")}</h1>
      {data?.must_change_password ? <p className={css.must} role="status">{t("me.must")}</p> : null}
      <div className={css.page}>
        <Pages session={session} />
        <Account session={session} />
        <Appearance />
        <Password />
        <SecondFactor session={session} />
        <Sessions />
        <Keys session={session} />
      </div>
    </>
  );
}

function Account({ session }: { session: Session }) {
  const { t } = useTranslation();
  return (
    <Card title={t("me.account")} actions={<Button small onClick={() => void leave()}>{t("me.signOut")}</Button>}>
      <dl className={css.facts}>
        <dt>{t("me.account")}</dt>
        <dd>{nameOf(session.person)}</dd>
        <dt>{t("me.roles")}</dt>
        <dd>{session.role_names.join(" · ")}</dd>
        <dt>{t("me.department")}</dt>
        <dd>{session.person.department ? nameOf(session.person.department) : "—"}</dd>
        <dt>{t("me.company")}</dt>
        <dd>{session.company}</dd>
      </dl>
    </Card>
  );
}

function Appearance() {
  const { t, i18n } = useTranslation();
  const [shown, setShown] = useState<Theme>(theme());
  const [keys, setKeys] = useState(keysAreOn());
  const choose = (next: Theme) => {
    showTheme(next, true);
    setShown(next);
  };
  const turn = (on: boolean) => {
    switchKeys(on);
    setKeys(on);
  };
  return (
    <Card title={t("me.appearance")}>
      <div className={css.rows}>
        <span>{t("me.language")}</span>
        <Segments large label={t("me.language")} options={[{ key: "zh-CN", name: "中文" }, { key: "en", name: "English" }]} value={i18n.language as "zh-CN" | "en"} onChange={(next) => void speak(next, true)} />
        <span>{t("me.theme")}</span>
        <Segments large label={t("me.theme")} options={[{ key: "light", name: t("me.light") }, { key: "dark", name: t("me.dark") }]} value={shown} onChange={choose} />
        <span>{t("me.keys")}</span>
        <Segments large label={t("me.keys")} options={[{ key: "on", name: t("me.on") }, { key: "off", name: t("me.off") }]} value={keys ? "on" : "off"} onChange={(next) => turn(next === "on")} />
      </div>
    </Card>
  );
}
