/** A person on the customer's side: how he is reached, and on which basis we keep that. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Dialog } from "@/light/Dialog";
import { Failure } from "@/light/states";
import { give, type Row } from "@/lib/api";
import { contactsQuery } from "@/lib/contacts";
import { problemOf } from "@/lib/problem";
import { processQuery } from "@/lib/process";
import { civilDay } from "@/lib/zone";
import { Compare } from "./Compare";
import { optionsOf } from "./model";
import css from "./account.module.css";

const FIELDS = ["name", "title", "department", "phone", "email", "wecom", "source", "notice", "notified_on", "legal_basis"] as const;
/** Fields whose options the form of a lead offers, by its key there. */
const CHOICES = { source: "source_channel", notice: "pi_notice", legal_basis: "pi_basis" } as const;
const NEEDED: readonly string[] = ["name", "notice", "notified_on"];

type CardFields = Partial<Record<(typeof FIELDS)[number], string | null>>;

export type FullContact = Row<CardFields & { left?: boolean; masked?: boolean; erased_at?: string | null }>;

/** What is sent of a card: a field that is empty is taken away. */
function cardOf(typed: CardFields): object {
  const filled = FIELDS.map((key) => [key, typed[key]?.trim() || null] as const);
  return { ...Object.fromEntries(filled), name: typed.name?.trim() ?? "" };
}

export function ContactForm({ account, contact, done, close }: { account: string; contact?: FullContact; done: () => void; close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const process = useQuery(processQuery).data;
  const optionsFor = (key: string) => (key in CHOICES ? optionsOf(process, CHOICES[key as keyof typeof CHOICES]) : undefined);
  const [base, setBase] = useState(contact);
  const [typed, setTyped] = useState<CardFields>(contact ?? { notified_on: civilDay() });
  const [theirs, setTheirs] = useState<FullContact>();
  const place = base ? `/contacts/${base.id}/commands` : "/contacts/commands";
  const failed = async (error: unknown) => {
    if (problemOf(error).status !== 409) return;
    const now = await client.fetchQuery({ ...contactsQuery(account), staleTime: 0 });
    setTheirs((now as FullContact[]).find((one) => one.id === base?.id));
  };
  const keep = useMutation({ mutationFn: () => give(place, base ? { type: "correct_contact", card: cardOf(typed) } : { type: "create_contact", account, card: cardOf(typed) }, { version: base?.version }), onSuccess: done, onError: failed });
  const left = useMutation({ mutationFn: () => give(place, { type: "mark_contact_left" }, { version: base?.version }), onSuccess: done, onError: failed });
  const send = (event: FormEvent) => {
    event.preventDefault();
    keep.mutate();
  };
  if (theirs) {
    const said = (key: (typeof FIELDS)[number], of: CardFields) => optionsFor(key)?.find((one) => one.value === of[key])?.label ?? of[key] ?? "";
    const rows = FIELDS.filter((key) => (theirs[key] ?? "") !== (typed[key] ?? "")).map((key) => ({ name: t(`account.card.${key}`), mine: said(key, typed), theirs: said(key, theirs) }));
    const settle = (next: CardFields) => { setTyped(next); setBase(theirs); setTheirs(undefined); keep.reset(); left.reset(); };
    return <Compare rows={rows} close={close} take={() => settle(theirs)} insist={() => settle(typed)} />;
  }
  const put = (key: keyof CardFields, value: string) => setTyped((before) => ({ ...before, [key]: value }));
  const error = keep.error ?? left.error;
  return (
    <Dialog guarded title={base ? t("account.editContact", { name: base.name ?? "" }) : t("account.addContact")} close={close}>
      <form className={css.form} onSubmit={send}>
        {FIELDS.map((key) => (
          <label key={key}>
            {t(`account.card.${key}`)}
            {optionsFor(key) ? (
              <select className="field" required={NEEDED.includes(key)} value={typed[key] ?? ""} onChange={(event) => put(key, event.target.value)}>
                <option value="">{t(key === "legal_basis" ? "account.asTold" : "account.unsaid")}</option>
                {optionsFor(key)?.map((one) => (
                  <option key={one.value} value={one.value}>{one.label}</option>
                ))}
              </select>
            ) : (
              <input className="field" type={key === "notified_on" ? "date" : "text"} required={NEEDED.includes(key)} value={typed[key] ?? ""} onChange={(event) => put(key, event.target.value)} />
            )}
          </label>
        ))}
        {error ? <Failure error={error} /> : null}
        <span className={css.acts}>
          <Button type="submit" look="primary" busy={keep.isPending}>{t("act.save")}</Button>
          {base && !base.left ? <Button busy={left.isPending} onClick={() => left.mutate()}>{t("account.markLeft")}</Button> : null}
        </span>
      </form>
    </Dialog>
  );
}
