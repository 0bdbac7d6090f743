/** Everything of one deal in one file: asks for the format of its papers and the reason. */
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Dialog } from "@/light/Dialog";
import { Segments } from "@/light/Segments";
import { Refused } from "@/features/command/WayOut";
import { takeFile } from "./file";
import css from "./export.module.css";

const FORMATS = [
  { key: "pdf", name: "PDF" },
  { key: "xlsx", name: "Excel" },
  { key: "docx", name: "Word" },
] as const;

export default function BundleDialog({ deal, close }: { deal: string; close: () => void }) {
  const { t } = useTranslation();
  const [documents, setDocuments] = useState<string>("pdf");
  const [reason, setReason] = useState("");
  const taking = useMutation({ mutationFn: () => takeFile(`/deals/${deal}/archive`, { documents, reason }), onSuccess: close });
  const typed = reason.trim().length >= 4;
  const go = (event?: FormEvent) => {
    event?.preventDefault();
    if (typed && !taking.isPending) taking.mutate();
  };
  return (
    <Dialog
      guarded
      title={t("export.dealTitle")}
      close={close}
      foot={
        <>
          <Button look="primary" icon="out" busy={taking.isPending} disabled={!typed} onClick={() => go()}>{t(taking.isPending ? "export.making" : "export.take")}</Button>
          <Button onClick={close}>{t("act.cancel")}</Button>
        </>
      }
    >
      <form className={css.form} onSubmit={go}>
        <p className="mut">{t("export.dealNote")}</p>
        <div className={css.line}>
          <span>{t("export.documents")}</span>
          <Segments label={t("export.documents")} options={[...FORMATS]} value={documents} onChange={setDocuments} />
        </div>
        <label className={css.line}>
          <span>
            {t("export.reason")}
            <i aria-hidden="true">*</i>
          </span>
          <input className="field" value={reason} maxLength={200} placeholder={t("export.reasonHint")} required onChange={(event) => setReason(event.target.value)} />
        </label>
        {taking.error ? <Refused error={taking.error} /> : null}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  );
}
