/** Figures that are one number: each reading with what it is out of, its formula in words, its rows a click away. */
import { useTranslation } from "react-i18next";
import { Card } from "@/light/Card";
import { Right, Rows } from "@/light/Page";
import { Opening } from "./FigureCard";
import { type Figure, headline, isRate, rowsOf, sides } from "./model";
import css from "./insights.module.css";

export function Totals({ figures, open }: { figures: Figure[]; open: (rows: string, title: string) => void }) {
  const { t, i18n } = useTranslation();
  if (!figures.length) return null;
  const readings = figures.flatMap((figure) => figure.readings.map((reading) => ({ figure, reading })));
  return (
    <Card className={css.totals} title={t("insight.totals")}>
      <Rows label={t("insight.totals")} heads={[t("rule.name"), t("insight.reading"), { word: t("insight.number"), right: true }, { word: t("insight.of"), right: true }, t("insight.how")]}>
        {readings.map(({ figure, reading: { variant, name, formula, total } }) => {
          const title = `${figure.name} · ${name}`;
          return (
            <tr key={variant}>
              <td className={css.nowrap}>
                {figure.name} {/^K\d/.test(figure.key) ? <small className="mut">{figure.key}</small> : null}
              </td>
              <td className={css.nowrap}>{name}</td>
              <Right>{total ? <Opening rows={rowsOf(total)} title={title} text={headline(total, t, i18n.language).text} open={open} /> : "—"}</Right>
              <Right>
                {total && isRate([total]) ? <Opening rows={total.part_rows} title={title} text={sides(total, t, i18n.language)} open={open} /> : "—"}
                {total?.rest_rows ? <Opening rows={total.rest_rows} title={`${title} · ${t("insight.rest")}`} text={` · ${t("insight.rest")}`} open={open} /> : null}
              </Right>
              <td className="sm mut">{formula}</td>
            </tr>
          );
        })}
      </Rows>
    </Card>
  );
}
