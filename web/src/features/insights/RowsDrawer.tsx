/** The rows behind a number, page by page, each a click from its deal. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/light/Dialog";
import { Right, Rows } from "@/light/Page";
import { Paged } from "@/light/Paged";
import { Empty } from "@/light/states";
import { Tag } from "@/light/Tag";
import type { Page, Schemas } from "@/lib/api";
import { moment } from "@/lib/due";
import { get } from "@/lib/http";
import { yuan } from "@/lib/money";
import { nameOf } from "@/lib/names";
import { usePages } from "@/lib/pages";
import css from "./insights.module.css";

type Row = Schemas["InsightRow"];

export function RowsDrawer({ rows, title, close }: { rows: string; title: string; close: () => void }) {
  const { t } = useTranslation();
  const pages = usePages(["insights", "rows", rows], (cursor, signal) => get<Page<Row>>(`${rows}${cursor ? `&cursor=${cursor}` : ""}`, signal));
  return (
    <Dialog drawer wide title={title} close={close}>
      <Paged pages={pages} none={<Empty>{t("insight.noRows")}</Empty>}>
        {(items) => (
          <Rows label={title} heads={[t("audit.deal"), t("insight.account"), t("insight.what"), t("insight.who"), { word: t("insight.amount"), right: true }]}>
            {items.map((row) => (
              <tr key={row.id}>
                <td className={css.nowrap}>
                  <Link to="/deals/$id" params={{ id: row.deal.id }}>{row.deal.number}</Link>
                </td>
                <td>{nameOf(row.deal.account)}</td>
                <td>
                  {row.name ?? row.deal.stage_name} {row.course_name ? <Tag tone={row.course === "in_time" ? "green" : row.course === "open" ? "plain" : "red"}>{row.course_name}</Tag> : null}
                  {row.due_at || row.due_on ? <p className="sm mut">{t("insight.due", { at: row.due_at ? moment(row.due_at) : row.due_on })}</p> : null}
                </td>
                <td>{row.debtor ? nameOf(row.debtor) : row.deal.owner ? nameOf(row.deal.owner) : "—"}</td>
                <Right title={row.received_minor === null || row.received_minor === undefined ? undefined : t("insight.received", { amount: yuan(row.received_minor) })}>{yuan(row.outstanding_minor ?? row.amount_minor)}</Right>
              </tr>
            ))}
          </Rows>
        )}
      </Paged>
    </Dialog>
  );
}
