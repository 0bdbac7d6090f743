/** Takes the list in sight out as a file: the same filters, the same order; what it needs is asked in a dialog that comes when it is wanted. */
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { lazily } from "@/lib/i18n";

const ExportDialog = lazily(() => import("./ExportDialog"));

/** A list as the server names it, and the filters that it was asked with. */
export interface ListFile {
  list: string;
  query?: object;
}

export default function ExportButton({ list, query = {} }: ListFile) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button small icon="out" onClick={() => setOpen(true)}>{t("act.export")}</Button>
      {open ? (
        <Suspense fallback={null}>
          <ExportDialog order={{ list, filters: textsOf(query) }} close={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

/** Filters as an address has them: texts, and only those that say something. */
export function textsOf(query: object): Record<string, string> {
  const said = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return Object.fromEntries(said.map(([key, value]) => [key, String(value)]));
}
