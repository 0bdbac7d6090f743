/** What waits on this device for a connection, where one can see it: how much, since when, what was refused. */
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Icon } from "@/light/Icon";
import { moment } from "@/lib/due";
import { onChange, sendAll, takeBack, type Waiting, waiting } from "@/lib/outbox";
import css from "./outbox.module.css";

const AGAIN_MS = 30_000;

export default function OutboxBar() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [all, setAll] = useState<Waiting[]>([]);
  const look = useCallback(() => void waiting().then(setAll, () => undefined), []);
  const send = useCallback(async () => {
    if ((await sendAll()) > 0) await client.invalidateQueries();
    look();
  }, [client, look]);
  useEffect(() => {
    look();
    void send();
    const off = onChange(look);
    const back = () => void send();
    window.addEventListener("online", back);
    const again = setInterval(back, AGAIN_MS);
    return () => {
      off();
      window.removeEventListener("online", back);
      clearInterval(again);
    };
  }, [look, send]);
  if (!all.length) return null;
  return (
    <ul className={`${css.bar} no-print`} role="status">
      {all.map((one) => (
        <li key={one.key} className={one.refused ? css.refused : undefined}>
          <Icon name={one.refused ? "warn" : "clock"} />
          <span>{one.refused ? t("outbox.refused", { title: one.title, reason: one.refused }) : t("outbox.waits", { title: one.title, at: moment(one.at) })}</span>
          <span className="sp" />
          {one.refused ? (
            <>
              <Link to="/deals/$id/write/$kind" params={{ id: one.deal, kind: String(one.command.kind) }}>
                {t("outbox.mend")}
              </Link>
              <Button small look="text" onClick={() => void takeBack(one.key)}>
                {t("act.remove")}
              </Button>
            </>
          ) : (
            <>
              <Link to="/deals/$id" params={{ id: one.deal }}>
                {t("act.open")}
              </Link>
              <Button small onClick={() => void send()}>
                {t("outbox.send")}
              </Button>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
