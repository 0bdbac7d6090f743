/** People on the customer's side: read, added, corrected, marked as gone. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "@/light/Avatar";
import { Button, IconButton } from "@/light/Button";
import { Card } from "@/light/Card";
import { Empty, Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { contactsQuery } from "@/lib/contacts";
import { nameOf } from "@/lib/names";
import ExportButton from "../export/ExportButton";
import { ContactForm, type FullContact } from "./ContactForm";
import css from "./account.module.css";

const RevealDialog = lazy(() => import("./RevealDialog"));

export function ContactsCard({ account }: { account: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const contacts = useQuery(contactsQuery(account));
  const [open, setOpen] = useState<FullContact | "new">();
  const [shown, setShown] = useState<FullContact>();
  const list = (contacts.data ?? []) as FullContact[];
  const done = async () => {
    await client.invalidateQueries({ queryKey: ["accounts", account, "contacts"] });
    setOpen(undefined);
  };
  return (
    <Card title={t("account.contacts")} beside={<span className="sm mut">{list.length || ""}</span>} actions={
        <>
          <ExportButton list="contacts" query={{ account }} />
          <Button small icon="plus" onClick={() => setOpen("new")}>{t("account.addContact")}</Button>
        </>
      }>
      {contacts.error ? <Failure error={contacts.error} /> : null}
      {contacts.isPending ? <Waiting rows={4} /> : null}
      {contacts.data && !list.length ? <Empty>{t("account.noContacts")}</Empty> : null}
      <ul className={css.people}>
        {list.map((one) => (
          <li key={one.id}>
            <Avatar name={nameOf(one)} />
            <div>
              <b>{nameOf(one)}</b> {one.left ? <Tag>{t("account.left")}</Tag> : null} {one.erased_at || (one.legal_basis && one.notified_on) ? null : <Tag tone="amber">{t("account.noGround")}</Tag>}
              <small>{[one.department, one.title].filter(Boolean).join(" · ") || "—"}</small>
              <small>
                {[one.phone, one.email, one.wecom].filter(Boolean).join(" · ")}
                {one.masked ? <Button small look="text" onClick={() => setShown(one)}>{t("access.masked")}</Button> : null}
              </small>
            </div>
            <IconButton icon="edit" label={t("account.editContact", { name: nameOf(one) })} onClick={() => setOpen(one)} />
          </li>
        ))}
      </ul>
      {shown ? (
        <Suspense fallback={null}>
          <RevealDialog contact={shown.id} name={nameOf(shown)} close={() => setShown(undefined)} />
        </Suspense>
      ) : null}
      {open ? <ContactForm account={account} contact={open === "new" ? undefined : open} done={() => void done()} close={() => setOpen(undefined)} /> : null}
    </Card>
  );
}
