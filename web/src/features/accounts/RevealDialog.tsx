/** Has a contact's phone, mail and WeCom shown in full: for a reason, which is recorded. */
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Dialog } from "@/light/Dialog";
import { Refused } from "@/features/command/WayOut";
import type { Schemas } from "@/lib/api";
import { ask, newKey } from "@/lib/http";

export default function RevealDialog({ contact, name, close }: { contact: string; name: string; close: () => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const key = useRef(newKey());
  const doing = useMutation({ mutationFn: () => ask<Schemas["Revealed"]>(`/contacts/${contact}/reveal`, { method: "POST", body: { reason }, key: key.current }) });
  const shown = doing.data?.data;
  return (
    <Dialog title={t("access.reveal", { name })} close={close} foot={shown ? null : <Button look="primary" disabled={!reason.trim() || doing.isPending} onClick={() => doing.mutate()}>{t("access.show")}</Button>}>
      {doing.error ? <Refused error={doing.error} /> : null}
      {shown ? (
        <ul>
          {[shown.phone, shown.email, shown.wecom].filter(Boolean).map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      ) : (
        <label>
          {t("access.reason")}
          <input className="field" value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
          <small className="mut">{t("access.counted")}</small>
        </label>
      )}
    </Dialog>
  );
}
