/** Copies of a document as files, by mail to the customer, and this page on paper: what the server says may be taken, each a copy of its own. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Refused } from "@/features/command/WayOut";
import type { Affordance, DealView } from "@/features/deal/model";
import type { Schemas } from "@/lib/api";
import { type PaperTemplate, useTemplates } from "@/lib/templates";
import { contactsQuery } from "@/lib/contacts";
import { FORMAT_NAMES, save, takeCopy, type Wanted } from "@/lib/copies";
import css from "./copies.module.css";

const MailDialog = lazy(() => import("@/features/mail/MailDialog"));

interface Props {
  deal: DealView;
  content: Schemas["DocumentContent"];
  /** Whether this person sends mail to the customer. */
  mailing?: Affordance;
}

export function Copies({ deal, content, mailing }: Props) {
  const { t, i18n } = useTranslation();
  const [writing, write] = useState(false);
  const [receiver, choose] = useState("");
  const to = receiver ? [receiver] : undefined;
  const { document, copies } = content;
  const language = i18n.language.startsWith("zh") ? "zh" : "en";
  const paper = `/deals/${deal.id}/documents/${document.id}/paper`;
  const { revision } = document;
  const take = useMutation({ mutationFn: async (wanted: Wanted) => save(await takeCopy(paper, wanted)) });
  const row = (name: "inside" | "customer" | "blank", one: (format: string, words: string) => ReactNode) => (
    <li>
      <span className="mut">{t(`document.copy.${name}`)}</span>
      {copies.formats.map((format) => one(format, FORMAT_NAMES[format] ?? format))}
    </li>
  );
  const copy = (audience: "inside" | "customer") =>
    row(audience, (format, words) => (
      <button key={format} type="button" className={css.link} disabled={take.isPending} onClick={() => take.mutate({ format, language, revision, audience, ...(audience === "customer" ? { to } : {}) })}>
        {words}
      </button>
    ));
  const mails = copies.for_customers && !copies.mark && mailing?.is_allowed;
  return (
    <details className={css.menu}>
      <summary>{t("document.copy.menu")}</summary>
      <ul>
        {copies.mark ? <li className={css.mark}>{t("document.copy.marked", { mark: copies.mark })}</li> : null}
        {copies.for_customers ? <Receiver account={deal.account.id} value={receiver} choose={choose} /> : null}
        {copies.for_customers ? copy("customer") : null}
        {copy("inside")}
        {copies.mark ? null : <OfTemplates kind={document.kind} disabled={take.isPending} take={(one) => take.mutate({ format: one.format, template: one.id, language, revision, ...(copies.for_customers ? { audience: "customer", to } : { audience: "inside" }) })} />}
        {row("blank", (format, words) => (
          <a key={format} href={`/api/v1/processes/current/forms/${document.kind}/paper?${new URLSearchParams({ format, language })}`} download>
            {words}
          </a>
        ))}
        <li>
          <Button small look="text" onClick={() => window.print()}>
            {t("document.print")}
          </Button>
          {mails ? (
            <Button small look="text" icon="mail" onClick={() => write(true)}>
              {t("mail.send")}
            </Button>
          ) : null}
        </li>
        {take.error ? (
          <li>
            <Refused error={take.error} />
          </li>
        ) : null}
      </ul>
      {writing && mailing ? (
        <Suspense>
          <MailDialog deal={deal} offer={mailing} paper={{ address: paper, asked: { revision, audience: "customer" }, name: [document.name, document.number].filter(Boolean).join(" "), format: copies.formats[0] ?? "docx" }} close={() => write(false)} />
        </Suspense>
      ) : null}
    </details>
  );
}

/** Whom of the customer a copy is for: it goes into the register. */
function Receiver({ account, value, choose }: { account: string; value: string; choose: (contact: string) => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(contactsQuery(account));
  return (
    <li>
      <label>
        <span className="mut">{t("copies.for")}</span>
        <select value={value} onChange={(event) => choose(event.target.value)}>
          <option value="">{t("copies.nobody")}</option>
          {data?.map((contact) => (
            <option key={contact.id} value={contact.id}>
              {contact.name}
            </option>
          ))}
        </select>
      </label>
    </li>
  );
}

/** Copies in the company's own templates; where the document is for customers, so are they. */
function OfTemplates({ kind, disabled, take }: { kind: string; disabled: boolean; take: (template: PaperTemplate) => void }) {
  return useTemplates(kind).map((one) => (
    <li key={one.id}>
      <span className="mut">{one.name}</span>
      <button type="button" className={css.link} disabled={disabled} onClick={() => take(one)}>
        {FORMAT_NAMES[one.format] ?? one.format}
      </button>
    </li>
  ));
}
