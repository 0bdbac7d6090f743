/** Filing an appeal by the name that was typed: one click at the collision, one sentence why. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Dialog } from "@/light/Dialog";
import { Failure } from "@/light/states";
import { ask } from "@/lib/http";
import css from "./appeals.module.css";

interface Props {
  name: string;
  uscc?: string;
  close: () => void;
}

export function FileAppeal({ name, uscc, close }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const filed = useMutation({ mutationFn: () => ask("/appeals", { method: "POST", body: { name, uscc: uscc || null, reason } }), onSuccess: () => client.invalidateQueries({ queryKey: ["appeals"] }) });
  const foot = filed.isSuccess ? <Link to="/appeals">{t("appeal.list")}</Link> : <Button look="primary" disabled={reason.trim().length < 5} busy={filed.isPending} onClick={() => filed.mutate()}>{t("appeal.file")}</Button>;
  return (
    <Dialog title={t("appeal.fileTitle")} close={close} guarded foot={foot}>
      <div className={css.form}>
        {filed.isSuccess ? (
          <p role="status">{t("appeal.filed")}</p>
        ) : (
          <>
            <p>{t("appeal.fileWhat", { name })}</p>
            <textarea className="field" rows={4} aria-label={t("appeal.fileReason")} placeholder={t("appeal.fileReason")} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
          </>
        )}
        {filed.error ? <Failure error={filed.error} /> : null}
      </div>
    </Dialog>
  );
}
