/** What is asked before something leaves a pool: why it is none of the similar ones, or who gets it. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "@/features/command/WayOut";
import { ActDialog } from "@/features/settings/ActDialog";
import { Button } from "@/light/Button";
import { Dialog } from "@/light/Dialog";
import type { Schemas } from "@/lib/api";
import { nameOf } from "@/lib/names";
import { rowsQuery } from "@/lib/reference";

export function ExplainDialog({ name, busy, error, claim, close }: { name: string; busy: boolean; error: Error | null; claim: (text: string) => void; close: () => void }) {
  const { t } = useTranslation();
  const [text, type] = useState("");
  return (
    <Dialog guarded title={t("pool.explainTitle")} close={close} foot={
      <>
        <Button look="primary" busy={busy} disabled={text.trim().length < 5} onClick={() => claim(text.trim())}>{t("pool.claim")}</Button>
        <Button onClick={close}>{t("act.cancel")}</Button>
      </>
    }>
      <p><b>{name}</b></p>
      <p className="mut">{t("pool.explainNote")}</p>
      <textarea className="field" rows={4} maxLength={500} aria-label={t("pool.explainWord")} value={text} onChange={(event) => type(event.target.value)} />
      {error ? <Refused error={error} /> : null}
    </Dialog>
  );
}

export function AssignDialog({ line, accounts, close }: { line: Schemas["PoolLine"]; accounts: boolean; close: () => void }) {
  const { t } = useTranslation();
  const { data: people = [] } = useQuery(rowsQuery("/users"));
  const to = { key: accounts ? "owner" : "to", word: t("pool.assignTo"), options: people.filter((one) => one.active !== false).map((one) => ({ key: one.id, word: nameOf(one) })) };
  const fields = accounts ? [to] : [to, { key: "reason", word: t("pool.assignReason") }];
  return <ActDialog act={{ path: `${accounts ? "/accounts" : "/deals"}/${line.id}`, type: accounts ? "transfer_account" : "reassign_owner", version: line.version, title: t("pool.assign"), note: t("pool.assignNote"), fields }} close={close} />;
}
