/** The totals at first sight: number, what it is out of, how it is reckoned. */
import { useTranslation } from "react-i18next";
import { type Figure, headline, isRate, rowsOf } from "./model";
import css from "./insights.module.css";

export function Tiles({ figures, open, large }: { figures: Figure[]; open: (rows: string, title: string) => void; large?: boolean }) {
  const { t, i18n } = useTranslation();
  return (
    <ul className={`${css.tiles}${large ? ` ${css.large}` : ""}`}>
      {figures.map((figure) => {
        const reading = figure.readings[0];
        const total = reading?.total;
        if (!reading || !total) return null;
        const rows = rowsOf(total);
        const said = headline(total, t, i18n.language);
        const of = isRate([total]) ? said.title : total.count !== null && total.count !== undefined && total.unit === "money_minor" ? t("insight.cases", { count: total.count }) : undefined;
        const note = [of, reading.name].filter(Boolean).join(" · ");
        return (
          <li key={figure.key}>
            <button type="button" disabled={!rows} title={`${reading.name}：${reading.formula}`} onClick={() => rows && open(rows, figure.name)}>
              <span>{figure.name}</span>
              <b title={said.title}>{said.text}</b>
              <small>{note}</small>
              {large ? <small className={css.how}>{reading.formula}</small> : null}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
