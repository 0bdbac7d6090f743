/** A merge in the making: which customer goes, field by field which value stays, what goes along; then both at once. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { accountQuery } from "@/features/accounts/model";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Rows } from "@/light/Page";
import { Failure, Waiting } from "@/light/states";
import { newKey } from "@/lib/http";
import { Candidates } from "./Candidates";
import { FIELDS, type Field, merge, valueOf } from "./merges";
import css from "./merges.module.css";

export function Make({ kept }: { kept: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const account = useQuery(accountQuery(kept));
  const [merged, setMerged] = useState("");
  const [taken, setTaken] = useState<string[]>([]);
  const [reason, setReason] = useState("");
  const [key] = useState(newKey);
  const body = { merged, taken, reason };
  // The preview asks the server anew with each choice, so that what is shown is what would be.
  const preview = useQuery({ queryKey: ["merge", kept, merged, taken], queryFn: () => merge(kept, { ...body, reason: "preview only" }, { dryRun: true }), enabled: !!merged, retry: false });
  const done = useMutation({ mutationFn: () => merge(kept, body, { dryRun: false, key }), onSuccess: () => client.invalidateQueries() });
  if (account.error) return <Failure error={account.error} />;
  if (!account.data) return <Waiting rows={4} />;
  const pick = (field: Field, theirs: boolean) => setTaken((before) => [...before.filter((one) => one !== field), ...(theirs ? [field] : [])]);
  const seen = preview.data;
  if (done.data) {
    return (
      <Card title={t("merge.title")} className={css.card}>
        <p className={css.said} role="status">{t("merge.done")} <Link to="/accounts/$id" params={{ id: kept }}>{valueOf(done.data.after, "name")}</Link></p>
      </Card>
    );
  }
  return (
    <Card title={account.data.name} className={css.card}>
      {merged ? <p className={css.said}><Button small look="text" onClick={() => setMerged("")}>{t("merge.other")}</Button></p> : <Candidates kept={account.data} choose={setMerged} />}
      {merged && preview.error ? <Failure error={preview.error} /> : null}
      {seen ? (
        <>
          <Rows label={t("merge.title")} heads={[t("merge.field"), t("merge.kept"), t("merge.merged"), t("merge.after")]}>
            {FIELDS.map((field) => (
              <tr key={field}>
                <td>{t(`merge.fieldWord.${field}`)}</td>
                <td><Value field={field} text={valueOf(seen.before, field)} chosen={!taken.includes(field)} choose={() => pick(field, false)} /></td>
                <td><Value field={field} text={valueOf(seen.merged, field)} chosen={taken.includes(field)} choose={() => pick(field, true)} /></td>
                <td><b>{valueOf(seen.after, field)}</b></td>
              </tr>
            ))}
          </Rows>
          <p className={css.said}>{t("merge.moves", { deals: seen.deals, contacts: seen.contacts, members: seen.members })}</p>
          <div className={css.end}>
            <input className="field" aria-label={t("merge.reason")} placeholder={t("merge.reason")} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
            <Button look="primary" disabled={reason.trim().length < 5} busy={done.isPending} onClick={() => done.mutate()}>{t("merge.do")}</Button>
          </div>
          {done.error ? <Failure error={done.error} /> : null}
        </>
      ) : null}
    </Card>
  );
}

function Value({ field, text, chosen, choose }: { field: Field; text: string; chosen: boolean; choose: () => void }) {
  if (field === "uscc") return <>{text}</>;
  return (
    <label>
      <input type="radio" checked={chosen} onChange={choose} /> {text || "—"}
    </label>
  );
}
