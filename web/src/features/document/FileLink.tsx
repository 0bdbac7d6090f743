/** A file by its link: pictures and PDF are looked at in the page, everything else is saved. The server says which is which, and shows nothing that could run. */
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/light/Dialog";
import { Failure, Waiting } from "@/light/states";
import { fileAddress, fileQuery } from "@/lib/files";
import css from "./file.module.css";

interface Props {
  digest: string;
  deal: string;
  className?: string;
  children: ReactNode;
}

export function FileLink({ digest, deal, className, children }: Props) {
  const [looking, look] = useState(false);
  return (
    <>
      {/* A click with a key held, and the browser's menu, save it as ever. */}
      <a className={className} href={fileAddress(digest, deal)} download onClick={(event) => !event.ctrlKey && !event.metaKey && !event.shiftKey && (event.preventDefault(), look(true))}>
        {children}
      </a>
      {looking ? <Preview digest={digest} deal={deal} title={children} close={() => look(false)} /> : null}
    </>
  );
}

function Preview({ digest, deal, title, close }: { digest: string; deal: string; title: ReactNode; close: () => void }) {
  const { t } = useTranslation();
  const address = fileAddress(digest, deal);
  const { data, error } = useQuery(fileQuery(digest, deal));
  const type = data?.type;
  const save = (
    <a href={address} download>
      {t("document.saveFile")}
    </a>
  );
  return (
    <Dialog wide title={title} close={close} foot={save}>
      {error ? <Failure error={error} /> : null}
      {!type && !error ? <Waiting rows={6} /> : null}
      {type?.startsWith("image/") ? <img className={css.picture} src={`${address}?inline=true`} alt="" /> : null}
      {/* The browser's reader of PDF works in no sandbox; the file comes with a policy by which it loads nothing, and runs apart from the page. */}
      {/* oxlint-disable-next-line react/iframe-missing-sandbox */}
      {type === "application/pdf" ? <iframe className={css.frame} src={`${address}?inline=true`} title={t("document.file")} /> : null}
      {type && !type.startsWith("image/") && type !== "application/pdf" ? <p>{t("document.notShown")}</p> : null}
    </Dialog>
  );
}
