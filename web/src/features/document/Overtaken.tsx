/** Somebody submitted this paper while one writes it: said where one writes, without taking the keyboard away. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type DealView, documentQuery } from "@/features/deal/model";
import { Button } from "@/light/Button";
import { moment } from "@/lib/due";
import { nameOf } from "@/lib/names";
import css from "./document.module.css";

export function Overtaken({ deal, document, merge }: { deal: DealView; document: string; merge: () => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(documentQuery(deal.id, document));
  const by = data?.document.submitted_by;
  return (
    <p className={css.overtaken} role="status">
      {data ? t("conflict.overtaken", { name: by ? nameOf(by) : "", at: moment(data.document.submitted_at), revision: data.latest_revision }) : t("conflict.title")}{" "}
      <Button small onClick={merge}>
        {t("conflict.merge")}
      </Button>
    </p>
  );
}
