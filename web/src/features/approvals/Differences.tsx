/** What the paper says: its figures and choices, beside the last approved revision where the server knows one. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ApprovalView, DealView } from "@/features/deal/model";
import { label } from "@/lib/i18n";
import { formOf, processQuery } from "@/lib/process";
import { shownValue } from "@/form/shown";
import { kindOf } from "@/lib/definition";
import css from "./approvals.module.css";

export function Differences({ deal, approval }: { deal: DealView; approval: ApprovalView }) {
  const { t } = useTranslation();
  const { data: process } = useQuery(processQuery);
  const id = (approval.subject as { document?: { document?: string } }).document?.document;
  const document = deal.documents.find((one) => one.id === id);
  const form = document && process ? formOf(process, document.kind) : undefined;
  if (!document || !form) return null;
  const fields = form.sections.flatMap((section) => section.fields).filter((field) => document.facts[field.key] !== undefined && !["table", "reference", "references", "file", "files"].includes(kindOf(field.type).kind));
  if (!fields.length) return null;
  return (
    <div className={css.compare}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("approval.field")}</th>
            <th scope="col">{t("approval.value", { revision: document.revision })}</th>
          </tr>
        </thead>
        <tbody>
          {fields.slice(0, 12).map((field) => (
            <tr key={field.key}>
              <th scope="row">{label(field.name)}</th>
              <td>{shownValue(field, document.facts[field.key], t)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
