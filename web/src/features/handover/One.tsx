/** One hand-over: what moved to whom, who signed, and the list as a file. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { takeFile } from "@/features/export/file";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Facts, PageHead } from "@/light/Page";
import { Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { give } from "@/lib/api";
import { moment } from "@/lib/due";
import i18n from "i18next";
import { nameOf } from "@/lib/names";
import { type HandOver, handOverQuery } from "./handover";
import { Items } from "./Items";
import css from "./handover.module.css";

const FORMATS = ["pdf", "xlsx"];

export function One({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(handOverQuery(id));
  const file = useMutation({ mutationFn: (format: string) => takeFile(`/hand-overs/${id}/paper`, { format, language: i18n.language.startsWith("zh") ? "zh" : "en" }) });
  if (error) return <Failure error={error} />;
  if (!data) return <Waiting rows={8} />;
  return (
    <>
      <PageHead title={`${t("handover.title")} · ${nameOf(data.from)}`} note={<Link to="/hand-overs">{t("handover.back")}</Link>}>
        {FORMATS.map((format) => (
          <Button key={format} small busy={file.isPending} onClick={() => file.mutate(format)}>{`${t("handover.print")} ${format.toUpperCase()}`}</Button>
        ))}
      </PageHead>
      {file.error ? <Failure error={file.error} /> : null}
      <Card label={t("handover.title")} className={css.card}>
        <Facts rows={facts(t, data)} />
        {data.may_sign ? <Sign handed={data} /> : null}
      </Card>
      <Card title={t("handover.things")}>
        <Items items={data.items} />
      </Card>
    </>
  );
}

function facts(t: ReturnType<typeof useTranslation>["t"], data: HandOver): [string, React.ReactNode][] {
  const signatures = data.signatures.map((one) => <p key={one.by.id}>{`${nameOf(one.by)} ${moment(one.at)} ${one.note ?? ""}`}</p>);
  return [
    [t("handover.reason"), data.reason],
    [t("handover.by"), nameOf(data.made_by)],
    [t("handover.at"), data.made_at ? moment(data.made_at) : ""],
    [t("handover.state"), <>{data.signed ? <Tag tone="green">{t("handover.signed")}</Tag> : <Tag tone="amber">{t("handover.unsigned")}</Tag>}{signatures}</>],
    [t("handover.digest"), <code key="digest" className={css.digest}>{data.digest}</code>],
  ];
}

function Sign({ handed }: { handed: HandOver }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [note, setNote] = useState("");
  const signed = useMutation({
    mutationFn: () => give(`/hand-overs/${handed.id}/commands`, { type: "sign_hand_over", digest: handed.digest, note: note.trim() || null }, { version: handed.version }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["hand-overs"] }),
  });
  return (
    <div className={css.sign}>
      <p className="sm mut">{t("handover.signWhat")} {handed.digest?.slice(0, 16)}…</p>
      <input className="field" aria-label={t("handover.signNote")} placeholder={t("handover.signNote")} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
      <Button look="primary" busy={signed.isPending} onClick={() => signed.mutate()}>{t("handover.sign")}</Button>
      {signed.error ? <Failure error={signed.error} /> : null}
    </div>
  );
}
