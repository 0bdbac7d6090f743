/** Whether the customer is known: that it exists, where and since when, and nothing of its people. */
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FileAppeal } from "@/features/appeals/FileAppeal";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Icon } from "@/light/Icon";
import { Tag } from "@/light/Tag";
import type { Schemas } from "@/lib/api";
import { day } from "@/lib/due";
import css from "./lead.module.css";

interface Props {
  known?: Schemas["Known"][];
  asked: boolean;
  /** The existing customer that the lead is registered for. */
  account?: string;
  take: (account: string | undefined) => void;
}

export function Duplicates({ known, asked, account, take }: Props) {
  const { t } = useTranslation();
  const [contested, appeal] = useState<string>();
  const found = asked ? (known ?? []) : [];
  const certain = found.some((one) => one.certain);
  return (
    <Card className={asked ? undefined : css.idle} title={t("lead.duplicates")} beside={found.length ? <Tag tone={certain ? "red" : "amber"}>{certain ? t("lead.certain") : t("lead.similar", { count: found.length })}</Tag> : null}>
      {!asked ? <p className={css.quiet}>{t("lead.typeName")}</p> : null}
      {asked && known && !found.length ? (
        <p className={css.free}>
          <Icon name="ok" size={14} /> {t("lead.free")}
        </p>
      ) : null}
      <ul className={css.known}>
        {found.map((one) => (
          <li key={`${one.name}${one.department ?? ""}`}>
            <b>{one.name}</b>
            <small>
              {t(`lead.owned.${one.state as "pool"}`, { department: one.department ?? "—" })} · {one.last_contact ? t("lead.lastContact", { date: day(one.last_contact) }) : t("lead.noContact")}
            </small>
            {one.account ? (
              <span className={css.acts}>
                <Link to="/accounts/$id" params={{ id: one.account }} target="_blank">{t("act.open")}</Link>
                {account === one.account ? <Button small look="text" onClick={() => take(undefined)}>{t("lead.notThis")}</Button> : <Button small onClick={() => take(one.account ?? undefined)}>{t("lead.useThis")}</Button>}
              </span>
            ) : null}
            {one.certain && !one.account && one.state === "owned" ? (
              <span className={css.acts}>
                <Button small onClick={() => appeal(one.name)}>{t("appeal.file")}</Button>
              </span>
            ) : null}
            {account === one.account && account ? <Tag tone="green">{t("lead.using")}</Tag> : null}
          </li>
        ))}
      </ul>
      {contested ? <FileAppeal name={contested} close={() => appeal(undefined)} /> : null}
      {found.length && !certain && !account ? <p className={css.quiet}>{t("lead.explain")}</p> : null}
    </Card>
  );
}
