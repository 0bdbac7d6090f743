/** Who may open a paper that not everybody may open: said on the paper itself. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Icon } from "@/light/Icon";
import type { DocumentForm } from "@/lib/definition";
import { label } from "@/lib/i18n";
import { processQuery } from "@/lib/process";

export function Readers({ form, className }: { form: DocumentForm; className?: string }) {
  const { t, i18n } = useTranslation();
  const { data: process } = useQuery(processQuery);
  if (!form.readers?.length) return null;
  const roles = [...new Set([...form.fillers, ...form.readers])].map((key) => (key === "owner" ? t("deal.owner") : label(process?.roles.find((role) => role.key === key)?.name) || key));
  return (
    <p className={className}>
      <Icon name="lock" size={14} /> {t("document.readers", { roles: roles.join(i18n.language.startsWith("zh") ? "、" : ", ") })}
    </p>
  );
}
