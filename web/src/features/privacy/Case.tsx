/** One request: which contacts the person is, what is held of him elsewhere, and the steps until it is answered. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Facts, Rows } from "@/light/Page";
import { Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { Refused } from "@/features/command/WayOut";
import { takeFile } from "@/features/export/file";
import { give } from "@/lib/api";
import { moment } from "@/lib/due";
import { holds, useSession } from "@/lib/session";
import { Papers } from "./Papers";
import { type Found, foundQuery, type Request, requestQuery } from "./privacy";
import css from "./privacy.module.css";

export function Case({ id }: { id: string }) {
  const { t } = useTranslation();
  const request = useQuery(requestQuery(id));
  const found = useQuery(foundQuery(id));
  if (request.error || found.error) return <Failure error={request.error ?? found.error} />;
  if (!request.data || !found.data) return <Waiting rows={6} />;
  const one = request.data;
  return (
    <Card title={`${t(`privacy.kinds.${one.kind}`)} ${one.name}`}>
      <div className={css.body}>
        <Facts rows={[[t("privacy.due"), one.due_on], [t("privacy.reach"), one.reach.join(" · ") || "—"], [t("privacy.verified"), one.verified || "—"]]} />
        <ol className={css.steps}>
          {one.steps.map((step) => <li key={step.at + step.what}>{moment(step.at)} {t(`privacy.steps.${step.what}`)}{step.note ? `：${step.note}` : ""}</li>)}
        </ol>
        {one.swept.length ? <p>{t("privacy.swept")} {one.swept.map((swept) => `${t(`privacy.places.${swept.place}`, swept.place)} ${swept.rows}`).join(" · ")}</p> : null}
      </div>
      {one.kind === "expire" ? null : <Work key={one.version} one={one} found={found.data} />}
    </Card>
  );
}

function Work({ one, found }: { one: Request; found: Found }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const keeps = holds(useSession(), "sales_ops");
  const [chosen, setChosen] = useState(one.contacts);
  const [note, setNote] = useState("");
  const renew = () => client.invalidateQueries({ queryKey: ["subject-requests"] });
  const act = useMutation({ mutationFn: (command: object) => give(`/subject-requests/${one.id}/commands`, command, { version: one.version }), onSuccess: renew });
  const take = useMutation({ mutationFn: (format: string) => takeFile(`/subject-requests/${one.id}/export?format=${format}`, {}), onSuccess: renew });
  const isOpen = one.state === "open";
  const mentions = Object.entries(found.mentions);
  return (
    <>
      {found.contacts.length ? (
        <Rows label={t("privacy.isHe")} heads={[t("privacy.isHe"), t("privacy.person"), t("privacy.customer"), t("privacy.reach")]}>
          {found.contacts.map((contact) => (
            <tr key={contact.id}>
              <td><input type="checkbox" aria-label={`${t("privacy.isHe")} ${contact.name}`} disabled={!isOpen || !keeps} checked={chosen.includes(contact.id)} onChange={(event) => setChosen(event.target.checked ? [...chosen, contact.id] : chosen.filter((other) => other !== contact.id))} /></td>
              <td>{contact.name} {contact.is_restricted ? <Tag>{t("privacy.restricted")}</Tag> : null}</td>
              <td>{contact.account_name}</td>
              <td>{[contact.phone, contact.email, contact.wecom].filter(Boolean).join(" · ")}</td>
            </tr>
          ))}
        </Rows>
      ) : null}
      {one.contacts.length ? <Papers found={found} /> : null}
      <div className={css.body}>
        {/* Who is meant is confirmed first: before that nothing is looked for elsewhere. */}
        {one.contacts.length ? <p className="sm mut">{mentions.length ? `${t("privacy.mentions")} ${mentions.map(([place, count]) => `${t(`privacy.places.${place}`, place)} ${count}`).join(" · ")}` : t("privacy.noMentions")}</p> : null}
        {act.error ? <Refused error={act.error} /> : null}
        {take.error ? <Failure error={take.error} /> : null}
        {isOpen && keeps ? (
          <>
            <p className={css.acts}>
              <Button busy={act.isPending} disabled={!chosen.length} onClick={() => act.mutate({ type: "name_subject", contacts: chosen })}>{t("privacy.name")}</Button>
              <Button icon="out" busy={take.isPending} onClick={() => take.mutate("xlsx")}>{t("privacy.exportXlsx")}</Button>
              <Button icon="out" busy={take.isPending} onClick={() => take.mutate("json")}>{t("privacy.exportJson")}</Button>
            </p>
            <label className={css.note}>{t("privacy.say")}<input className="field" maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} /></label>
            <p className={css.acts}>
              <Button look="primary" busy={act.isPending} disabled={note.trim().length < 2} onClick={() => act.mutate({ type: "fulfil_subject_request", note })}>{t(`privacy.fulfil.${one.kind}`)}</Button>
              <Button busy={act.isPending} disabled={note.trim().length < 5} onClick={() => act.mutate({ type: "refuse_subject_request", reason: note })}>{t("privacy.refuse")}</Button>
            </p>
          </>
        ) : null}
        {one.state === "done" && one.kind === "restrict" && keeps ? (
          <>
            <label className={css.note}>{t("privacy.say")}<input className="field" maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} /></label>
            <p className={css.acts}><Button busy={act.isPending} disabled={note.trim().length < 5} onClick={() => act.mutate({ type: "lift_restriction", reason: note })}>{t("privacy.lift")}</Button></p>
          </>
        ) : null}
      </div>
    </>
  );
}
