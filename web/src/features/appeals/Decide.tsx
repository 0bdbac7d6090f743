/** The decision on an appeal: to whom, and how the credit is shared, where there is a deal. That the shares make a whole is the server's to say; their sum is shown. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Dialog } from "@/light/Dialog";
import { Failure } from "@/light/states";
import { give, type Schemas } from "@/lib/api";
import { nameOf } from "@/lib/names";
import { sumOf, taken } from "./shares";
import css from "./appeals.module.css";

export function Decide({ line, close }: { line: Schemas["AppealLine"]; close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const parties = [line.against, line.holder, line.by].filter((one) => !!one);
  const about = line.account_appeal;
  const [owner, setOwner] = useState(parties[0]?.id ?? "");
  const [shares, setShares] = useState<Record<string, string>>({ [parties[0]?.id ?? ""]: "100" });
  const [reason, setReason] = useState("");
  const decided = useMutation({
    mutationFn: () => (about ? give(`/account-appeals/${about}/commands`, { type: "decide_account_appeal", owner, reason }) : give(`/deals/${line.deal}/commands`, { type: "decide_appeal", owner, shares: taken(shares), reason })),
    onSuccess: () => Promise.all(["appeals", "tasks"].map((key) => client.invalidateQueries({ queryKey: [key] }))).then(close),
  });
  return (
    <Dialog title={`${t("appeal.decide")} · ${line.customer ?? ""}`} close={close} guarded foot={<Button look="primary" disabled={reason.trim().length < 5} busy={decided.isPending} onClick={() => decided.mutate()}>{t("appeal.decide")}</Button>}>
      <div className={css.form}>
        <p>{line.reason}</p>
        <fieldset>
          <legend>{t("appeal.owner")}</legend>
          {parties.map((one) => (
            <label key={one.id}>
              <input type="radio" name="owner" checked={owner === one.id} onChange={() => setOwner(one.id)} /> {nameOf(one)}
            </label>
          ))}
        </fieldset>
        {about ? <p className="sm mut">{t("appeal.noShares")}</p> : <fieldset>
          <legend>{t("appeal.shares")}</legend>
          {parties.map((one) => (
            <label key={one.id}>
              {nameOf(one)} <input className="field" inputMode="decimal" value={shares[one.id] ?? ""} onChange={(event) => setShares({ ...shares, [one.id]: event.target.value })} />
            </label>
          ))}
          <p className="sm mut">{t("appeal.sum", { sum: sumOf(shares) })}</p>
        </fieldset>}
        <textarea className="field" rows={3} aria-label={t("appeal.reason")} placeholder={t("appeal.reason")} value={reason} onChange={(event) => setReason(event.target.value)} />
        {decided.error ? <Failure error={decided.error} /> : null}
      </div>
    </Dialog>
  );
}
