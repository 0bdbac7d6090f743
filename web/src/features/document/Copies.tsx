/** Copies of a document as files, and this page on paper: what the server says may be taken, each link a copy of its own. */
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import type { Schemas } from "@/lib/api";
import css from "./copies.module.css";

const NAMES: Record<string, string> = { pdf: "PDF", xlsx: "Excel", docx: "Word" };

export function Copies({ deal, content }: { deal: string; content: Schemas["DocumentContent"] }) {
  const { t, i18n } = useTranslation();
  const { document, copies } = content;
  const language = i18n.language.startsWith("zh") ? "zh" : "en";
  const paper = `/api/v1/deals/${deal}/documents/${document.id}/paper`;
  const row = (name: "inside" | "customer" | "blank", address: string, more: Record<string, string>) => (
    <li>
      <span className="mut">{t(`document.copy.${name}`)}</span>
      {copies.formats.map((format) => (
        <a key={format} href={`${address}?${new URLSearchParams({ format, language, ...more })}`} download>{NAMES[format] ?? format}</a>
      ))}
    </li>
  );
  return (
    <details className={css.menu}>
      <summary>{t("document.copy.menu")}</summary>
      <ul>
        {copies.mark ? <li className={css.mark}>{t("document.copy.marked", { mark: copies.mark })}</li> : null}
        {copies.for_customers ? row("customer", paper, { audience: "customer", revision: String(document.revision) }) : null}
        {row("inside", paper, { revision: String(document.revision) })}
        {row("blank", `/api/v1/processes/current/forms/${document.kind}/paper`, {})}
        <li>
          <Button small look="text" onClick={() => window.print()}>{t("document.print")}</Button>
        </li>
      </ul>
    </details>
  );
}
