/** Mails to the customer about some paper: which version went to whom, and what became of it. */
import { useTranslation } from "react-i18next";
import { Tag } from "@/light/Tag";
import { FileLink } from "@/features/document/FileLink";
import type { DealView } from "@/features/deal/model";
import { moment } from "@/lib/due";
import { nameOf } from "@/lib/names";
import css from "./mail.module.css";

type Mail = DealView["mails"][number];

const TONES = { accepted: "green", given_up: "red", withheld: "amber" } as const;

export function Mails({ deal, of }: { deal: DealView; of: (mail: Mail) => boolean }) {
  const { t } = useTranslation();
  const mails = deal.mails.filter(of);
  if (!mails.length) return null;
  return (
    <ul className={`${css.mails} sm`} aria-label={t("mail.record")}>
      {mails.map((mail) => (
        <li key={mail.id}>
          <Tag tone={mail.outcome ? TONES[mail.outcome as keyof typeof TONES] : "blue"}>{t(`mail.outcome.${(mail.outcome ?? "waiting") as "waiting"}`)}</Tag>
          <FileLink digest={mail.file} deal={deal.id}>
            {mail.document ? `V${mail.revision}` : t(`mail.kind.${mail.kind as "dunning"}`)}
          </FileLink>
          {mail.is_answered ? <Tag tone="green">{t("mail.answered")}</Tag> : null}
          <span>{mail.to.map(nameOf).join(t("setting.joint"))}</span>
          <span className="mut">
            {mail.by ? nameOf(mail.by) : null} {moment(mail.settled_at ?? mail.handed_in_at)}
          </span>
        </li>
      ))}
    </ul>
  );
}
