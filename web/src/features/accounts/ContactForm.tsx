import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Dialog } from "@/light/Dialog";
import { Failure } from "@/light/states";
import { give, type Row } from "@/lib/api";
import { contactsQuery } from "@/lib/contacts";
import { problemOf } from "@/lib/problem";
import { Compare } from "./Compare";
import css from "./account.module.css";

const FIELDS = ["name", "title", "department", "phone", "email", "wecom"] as const;

type CardFields = Partial<Record<(typeof FIELDS)[number] | "basis", string | null>>;

export type FullContact = Row<CardFields & { left?: boolean }>;

/** What is sent of a card: a field that is empty is taken away. */
function cardOf(typed: CardFields): object {
  const filled = [...FIELDS, "basis" as const].map((key) => [key, typed[key]?.trim() || null] as const);
  return { ...Object.fromEntries(filled), name: typed.name?.trim() ?? "" };
}

export function ContactForm({ account, contact, done, close }: { account: string; contact?: FullContact; done: () => void; close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [base, setBase] = useState(contact);
  const [typed, setTyped] = useState<CardFields>(contact ?? {});
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
    const rows = FIELDS.filter((key) => (theirs[key] ?? "") !== (typed[key] ?? "")).map((key) => ({ name: t(`account.card.${key}`), mine: typed[key] ?? "", theirs: theirs[key] ?? "" }));
    const settle = (next: CardFields) => { setTyped(next); setBase(theirs); setTheirs(undefined); keep.reset(); left.reset(); };
    return <Compare rows={rows} close={close} take={() => settle(theirs)} insist={() => settle(typed)} />;
  }
  const error = keep.error ?? left.error;
  return (
    <Dialog title={base ? t("account.editContact", { name: base.name ?? "" }) : t("account.addContact")} close={close}>
      <form className={css.form} onSubmit={send}>
        {FIELDS.map((key) => (
          <label key={key}>
            {t(`account.card.${key}`)}
            <input className="field" required={key === "name"} value={typed[key] ?? ""} onChange={(event) => setTyped((before) => ({ ...before, [key]: event.target.value }))} />
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
