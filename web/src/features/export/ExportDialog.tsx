/** Asks for the format and the reason of an export, and says how many rows it has and how many one may still take today. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Dialog } from "@/light/Dialog";
import { Segments } from "@/light/Segments";
import { Failure, Waiting } from "@/light/states";
import { Refused } from "@/features/command/WayOut";
import { give, type Schemas } from "@/lib/api";
import { moment } from "@/lib/due";
import { ask, newKey } from "@/lib/http";
import { type Order, takeFile } from "./file";
import css from "./export.module.css";

const FORMATS = ["xlsx", "csv", "jsonl"] as const;

interface Props {
  order: Order;
  close: () => void;
}

export default function ExportDialog({ order, close }: Props) {
  const { t } = useTranslation();
  const [format, setFormat] = useState<string>("xlsx");
  const [reason, setReason] = useState("");
  const preview = useQuery({
    queryKey: ["export", order],
    queryFn: async ({ signal }) => (await ask<Schemas["Preview"]>("/exports/preview", { method: "POST", body: order, signal })).data,
    retry: false,
    staleTime: 0,
    gcTime: 0,
  });
  const asks = preview.data?.needs_approval;
  const request = preview.data?.request;
  const client = useQueryClient();
  const taking = useMutation({
    mutationFn: async () => {
      if (!asks) return takeFile("/exports", { ...order, format, reason });
      if (request) return takeFile("/exports", { ...order, format, reason, request: request.id });
      await give("/export-requests/commands", { type: "request_export", ...order, contacts: preview.data?.rows ?? 0, reason }, { key: newKey() });
      await client.invalidateQueries({ queryKey: ["reference", "/export-requests"] });
    },
    onSuccess: close,
  });
  const word = asks && !request ? "ask" : taking.isPending ? "making" : "take";
  const typed = reason.trim().length >= 4 && request?.standing !== "waiting";
  const go = (event?: FormEvent) => {
    event?.preventDefault();
    if (typed && !taking.isPending) taking.mutate();
  };
  return (
    <Dialog
      guarded
      title={t("export.title")}
      close={close}
      foot={
        <>
          <Button look="primary" icon="out" busy={taking.isPending} disabled={!typed || !preview.data} onClick={() => go()}>{t(`export.${word}`)}</Button>
          <Button onClick={close}>{t("act.cancel")}</Button>
        </>
      }
    >
      <form className={css.form} onSubmit={go}>
        {preview.error ? <Failure error={preview.error} /> : null}
        {preview.isPending ? <Waiting rows={2} /> : null}
        {preview.data ? <Rows preview={preview.data} /> : null}
        {asks ? <p className={request?.standing === "approved" ? undefined : css.beyond} role="status">{request?.standing === "approved" ? t("export.approved", { until: moment(request.valid_until ?? ""), contacts: request.contacts }) : t(request ? "export.waits" : "export.needsApproval")}</p> : null}
        <div className={css.line}>
          <span>{t("export.format")}</span>
          <Segments label={t("export.format")} options={FORMATS.map((key) => ({ key, name: t(`export.as.${key}`) }))} value={format} onChange={setFormat} />
        </div>
        <label className={css.line}>
          <span>
            {t("export.reason")}
            <i aria-hidden="true">*</i>
          </span>
          <input className="field" value={reason} maxLength={200} placeholder={t("export.reasonHint")} required onChange={(event) => setReason(event.target.value)} />
        </label>
        <p className="sm mut">{t("export.note")}</p>
        {taking.error ? <Refused error={taking.error} /> : null}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  );
}

function Rows({ preview }: { preview: Schemas["Preview"] }) {
  const { t } = useTranslation();
  const { rows, is_more, left, rows_a_day, columns } = preview;
  const beyond = rows > left;
  return (
    <div className={css.rows}>
      <p>
        <b>{t("export.rows", { rows: `${rows.toLocaleString()}${is_more ? "+" : ""}` })}</b> <span className={beyond ? css.beyond : "mut"}>{rows_a_day ? t("export.left", { left: left.toLocaleString(), a_day: rows_a_day.toLocaleString() }) : t("export.never")}</span>
      </p>
      <p className="sm mut">{t("export.columns", { columns: columns.join(t("export.joint")) })}</p>
    </div>
  );
}
