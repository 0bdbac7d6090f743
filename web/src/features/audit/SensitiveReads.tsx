/** Who looked at what: contact data that was shown in full, and papers that only few may read. For the auditor. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Rows } from "@/light/Page";
import { Paged } from "@/light/Paged";
import { Empty } from "@/light/states";
import { read, type Schemas } from "@/lib/api";
import { moment } from "@/lib/due";
import { nameOf } from "@/lib/names";
import { usePages } from "@/lib/pages";
import { exportsQueryOf } from "./Exports";
import type { Filters } from "./filters";
import css from "./audit.module.css";

export function SensitiveReads({ filters }: { filters: Filters }) {
  const { t } = useTranslation();
  const query = exportsQueryOf(filters);
  const pages = usePages(["sensitive-reads", query], (cursor, signal) => read("/sensitive-reads", { query: { ...query, limit: 50, cursor }, signal }));
  return (
    <Paged pages={pages} none={<Empty>{t("access.noReads")}</Empty>}>
      {(lines) => (
        <Rows stacked label={t("audit.tab.reads")} heads={[t("audit.when"), t("audit.who"), t("access.what"), t("access.within"), t("access.why")]}>
          {lines.map((line) => (
            <tr key={line.id}>
              <td className={css.nowrap}>{moment(line.at)}</td>
              <td className={css.nowrap}>{nameOf(line.by)}</td>
              <td>
                {t(`access.kind.${line.kind as "contact"}`)} {nameOf(line.about)}
                {line.fields.length ? <p className="sm mut">{line.fields.join(t("setting.joint"))}</p> : null}
              </td>
              <td><Within line={line} /></td>
              <td>{line.reason ?? "—"}</td>
            </tr>
          ))}
        </Rows>
      )}
    </Paged>
  );
}

/** The deal of a paper, the customer of a contact. */
function Within({ line: { deal, within } }: { line: Schemas["SensitiveReadLine"] }) {
  if (deal) return <Link to="/deals/$id" params={{ id: deal.id }}>{`${deal.number} ${nameOf(deal.account)}`}</Link>;
  return within ? <Link to="/accounts/$id" params={{ id: within.id }}>{nameOf(within)}</Link> : <>—</>;
}
