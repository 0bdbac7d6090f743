/** The register of a document's copies: who took which, when, in which form, for whom, and the code that it bears. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Card } from "@/light/Card";
import { Failure } from "@/light/states";
import { Tag } from "@/light/Tag";
import { read } from "@/lib/api";
import { FORMAT_NAMES } from "@/lib/copies";
import { moment } from "@/lib/due";
import { nameOf } from "@/lib/names";
import css from "./copies.module.css";

export function CopiesCard({ deal, document }: { deal: string; document: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({ queryKey: ["deal", deal, "copies", document], queryFn: ({ signal }) => read("/deals/{id}/copies", { path: { id: deal }, query: { document }, signal }) });
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data?.items.length) return null;
  return (
    <Card className="no-print" title={t("copies.title")} beside={<span className="sm mut">{t("copies.count", { count: data.items.length })}</span>}>
      <ul className={css.register}>
        {data.items.map((copy) => (
          <li key={copy.id}>
            <span>
              V{copy.revision} · {FORMAT_NAMES[copy.format] ?? copy.format} · {t(copy.language === "en" ? "copies.english" : "copies.chinese")}
              {copy.mark_name ? <Tag tone="amber">{copy.mark_name}</Tag> : null}
              {copy.is_mailed ? <Tag tone="blue">{t("copies.mailed")}</Tag> : null}
            </span>
            <span>{copy.audience === "inside" ? t("copies.inside") : copy.to.length ? t("copies.to", { names: copy.to.map(nameOf).join(t("setting.joint")) }) : t("copies.customer")}</span>
            <span className="mut">
              {copy.by ? nameOf(copy.by) : null} {moment(copy.at)}
            </span>
            <code title={`SHA-256 ${copy.sha256}`}>{copy.code}</code>
          </li>
        ))}
      </ul>
    </Card>
  );
}
