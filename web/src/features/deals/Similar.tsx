/** What is like a lead: other running deals of its customer, and customers that resemble it; each opens as far as its reader may. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/light/Dialog";
import { Rows } from "@/light/Page";
import { Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { read, type Schemas } from "@/lib/api";
import { day } from "@/lib/due";
import { nameOf } from "@/lib/names";
import type { DealCard } from "./cells";
import css from "./deals.module.css";

/** How many there are, beside the customer. */
export function SimilarMark({ deal, look }: { deal: DealCard; look: (deal: DealCard) => void }) {
  const { t } = useTranslation();
  if (!deal.similar) return null;
  const see = (event: MouseEvent) => {
    // The row behind it opens the lead.
    event.stopPropagation();
    look(deal);
  };
  return (
    <button type="button" className={`tag a ${css.mark}`} aria-label={t("similar.see", { count: deal.similar, name: nameOf(deal.account) })} onClick={see}>
      {t("similar.mark", { count: deal.similar })}
    </button>
  );
}

export function SimilarDialog({ deal, close }: { deal: DealCard; close: () => void }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({ queryKey: ["deals", deal.id, "similar"], queryFn: ({ signal }) => read("/deals/{id}/similar", { path: { id: deal.id }, signal }) });
  return (
    <Dialog wide title={t("similar.title", { name: nameOf(deal.account), number: deal.number })} close={close}>
      {error ? <Failure error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Waiting rows={3} /> : null}
      {data ? (
        <Rows label={t("similar.heading")} heads={[t("list.account"), t("similar.why"), t("list.number"), t("list.department"), t("list.owner"), t("similar.last"), ""]}>
          {data.map((line, place) => (
            <Line key={line.deal ?? line.account ?? place} line={line} />
          ))}
        </Rows>
      ) : null}
    </Dialog>
  );
}

function Line({ line }: { line: Schemas["SimilarLine"] }) {
  const { t } = useTranslation();
  return (
    <tr>
      <td>{line.name}</td>
      <td>{line.certain ? <Tag tone="amber">{t("similar.same")}</Tag> : <Tag>{t("similar.like")}</Tag>}</td>
      <td className={css.nowrap}>{line.number ?? "—"}</td>
      <td>{line.department ?? "—"}</td>
      <td className={css.nowrap}>{line.owner ? nameOf(line.owner) : t("list.pool")}</td>
      <td className={css.nowrap}>{line.last_contact ? day(line.last_contact) : "—"}</td>
      <td className={css.nowrap}>
        {line.deal ? <Link to="/deals/$id" params={{ id: line.deal }}>{t("act.open")}</Link> : line.account ? <Link to="/accounts/$id" params={{ id: line.account }}>{t("act.open")}</Link> : <span className="sm mut">{t("similar.closed")}</span>}
      </td>
    </tr>
  );
}
