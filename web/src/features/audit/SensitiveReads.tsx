/** Who looked at what: contact data that was shown in full, and papers that only few may read. For the auditor. */
import { useTranslation } from "react-i18next";
import { Rows } from "@/light/Page";
import { Paged } from "@/light/Paged";
import { Empty } from "@/light/states";
import { read } from "@/lib/api";
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
        <Rows label={t("audit.tab.reads")} heads={[t("audit.when"), t("audit.who"), t("access.what"), t("access.within"), t("access.why")]}>
          {lines.map((line) => (
            <tr key={line.id}>
              <td className={css.nowrap}>{moment(line.at)}</td>
              <td className={css.nowrap}>{nameOf(line.by)}</td>
              <td>
                {t(`access.kind.${line.kind as "contact"}`)} {nameOf(line.about)}
                {line.fields.length ? <p className="sm mut">{line.fields.join(t("setting.joint"))}</p> : null}
              </td>
              <td>{nameOf(line.within)}</td>
              <td>{line.reason ?? "—"}</td>
            </tr>
          ))}
        </Rows>
      )}
    </Paged>
  );
}
