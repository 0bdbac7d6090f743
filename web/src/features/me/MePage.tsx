/** Who I am here, how the pages look on this device, my password, and where I am signed in. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { keysAreOn, switchKeys } from "@/lib/keys";
import { speak } from "@/lib/i18n";
import { nameOf } from "@/lib/names";
import { sessionQuery, type Session, useSession } from "@/lib/session";
import { showTheme, theme, type Theme } from "@/lib/theme";
import { useState } from "react";
import { leave } from "./leave";
import { Pages } from "./Pages";
import { Password } from "./Password";
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
        <Sessions />
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
        <Choice name={t("me.language")} options={[["zh-CN", "中文"], ["en", "English"]]} value={i18n.language} choose={(next) => void speak(next as "zh-CN" | "en", true)} />
        <Choice name={t("me.theme")} options={[["light", t("me.light")], ["dark", t("me.dark")]]} value={shown} choose={(next) => choose(next as Theme)} />
        <Choice name={t("me.keys")} options={[["on", t("me.on")], ["off", t("me.off")]]} value={keys ? "on" : "off"} choose={(next) => turn(next === "on")} />
      </div>
    </Card>
  );
}

function Choice({ name, options, value, choose }: { name: string; options: [key: string, word: string][]; value: string; choose: (key: string) => void }) {
  return (
    <fieldset className={css.choice}>
      <legend>{name}</legend>
      <span>
        {options.map(([key, word]) => (
          <button key={key} type="button" aria-pressed={key === value} onClick={() => choose(key)}>
            {word}
          </button>
        ))}
      </span>
    </fieldset>
  );
}
