/** Files of a document: sent at once, kept by their SHA-256, listed with size and a way to open them. */
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "@/light/Button";
import { fileAddress, sendFile } from "@/lib/files";
import { useLookup } from "@/lib/lookups";
import { isLocal, keepFile } from "@/lib/outbox";
import { problemOf } from "@/lib/problem";
import type { InputProps } from "./FieldInput";
import { FileName } from "./FileName";
import css from "./form.module.css";

export function FilesInput({ id, value, readOnly, onChange, many }: InputProps & { many: boolean }) {
  const { t } = useTranslation();
  const { scope } = useLookup();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const kept = (many ? ((value as string[]) ?? []) : value ? [value as string] : []) as string[];

  async function take(files: FileList | null) {
    if (!files?.length) return;
    setBusy(true);
    setFailure(undefined);
    try {
      const sent = await Promise.all([...files].map(sentOrKept));
      onChange(many ? [...kept, ...sent] : sent[0]);
    } catch (error) {
      setFailure(problemOf(error).detail);
    } finally {
      setBusy(false);
      if (picker.current) picker.current.value = "";
    }
  }

  return (
    <div className={css.files} id={id}>
      {kept.map((digest, number) => (
        <span key={digest} className="tag">
          {isLocal(digest) ? (
            t("form.fileWaits", { number: number + 1 })
          ) : (
            <a href={fileAddress(digest, scope)} target="_blank" rel="noreferrer">
              <FileName digest={digest} deal={scope} none={digest.slice(0, 10)} />
            </a>
          )}
          {readOnly ? null : <IconButton icon="close" size={12} label={t("act.remove")} onClick={() => onChange(many ? kept.filter((one) => one !== digest) : undefined)} />}
        </span>
      ))}
      {readOnly ? null : (
        <>
          <input ref={picker} type="file" multiple={many} hidden onChange={(event) => void take(event.target.files)} />
          <Button small icon="attachment" busy={busy} onClick={() => picker.current?.click()}>
            {t(busy ? "form.uploading" : "form.upload")}
          </Button>
        </>
      )}
      {failure ? <p className={css.problem} role="alert">{failure}</p> : null}
    </div>
  );
}

/** A file goes out at once; without a connection it is kept here and goes with the paper. */
async function sentOrKept(file: File): Promise<string> {
  try {
    return await sendFile(file);
  } catch (error) {
    if (problemOf(error).status === 0) return keepFile(file);
    throw error;
  }
}
