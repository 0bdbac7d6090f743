/** The register of exports: who took what out as a file, how many rows, and why. */
import { useTranslation } from "react-i18next";
import { Rows, Right } from "@/light/Page";
import { Paged } from "@/light/Paged";
import { Empty } from "@/light/states";
import { read, type Schemas } from "@/lib/api";
import { moment } from "@/lib/due";
import { nameOf } from "@/lib/names";
import { usePages } from "@/lib/pages";
import { between } from "@/lib/zone";
import type { Filters } from "./filters";
import css from "./audit.module.css";

type Line = Schemas["ExportLine"];

/** What the register is asked for. */
export const exportsQueryOf = ({ actor, from, to }: Filters) => ({ actor, ...between(from, to) });

export function Exports({ filters }: { filters: Filters }) {
  const { t } = useTranslation();
  const query = exportsQueryOf(filters);
  const pages = usePages(["exports", query], (cursor, signal) => read("/exports", { query: { ...query, limit: 50, cursor }, signal }));
  return (
    <Paged pages={pages} none={<Empty>{t("export.none")}</Empty>}>
      {(lines) => (
        <Rows label={t("audit.tab.exports")} heads={[t("audit.when"), t("audit.who"), t("export.what"), { word: t("export.count"), right: true }, t("export.reason"), t("export.hash")]}>
          {lines.map((line) => (
            <One key={line.id} line={line} />
          ))}
        </Rows>
      )}
    </Paged>
  );
}

function One({ line }: { line: Line }) {
  const { t } = useTranslation();
  const filters = Object.entries(line.filters).map(([key, value]) => `${key}=${value}`);
  return (
    <tr>
      <td className={css.nowrap}>{moment(line.at)}</td>
      <td className={css.nowrap}>{line.by ? nameOf(line.by) : t("audit.system")}</td>
      <td>
        {t(`export.list.${line.list as "deals"}`, { defaultValue: line.list })} <span className="mut">{line.format.toUpperCase()}</span>
        {filters.length ? <p className="sm mut">{filters.join("  ")}</p> : null}
      </td>
      <Right>{line.rows.toLocaleString()}</Right>
      <td>{line.reason}</td>
      <td>
        <code className="sm" title={line.sha256}>{line.sha256.slice(0, 12)}</code>
      </td>
    </tr>
  );
}
