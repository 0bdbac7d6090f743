/** A figure: its bars and its table side by side, its formula in words, every number a way to its rows. */
import { lazy, Suspense, useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Colours } from "@/chart/Chart";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Right, Rows } from "@/light/Page";
import { Empty } from "@/light/states";
import { BAR_HEIGHT, barsOf } from "./bars";
import { days, type Figure, headline, isRate, type Line, weighed, type Reading, sides } from "./model";
import css from "./insights.module.css";

const Chart = lazy(() => import("@/chart/Chart"));

/** Lines that are shown at first; the table can show all. */
const MOST = 10;

export function FigureCard({ figure, open }: { figure: Figure; open: (rows: string, title: string) => void }) {
  const { t } = useTranslation();
  const [variant, choose] = useState(figure.readings[0]?.variant);
  const reading = figure.readings.find((one) => one.variant === variant) ?? figure.readings[0];
  if (!reading) return null;
  return (
    <Card
      className={css.card}
      title={figure.name}
      beside={/^K\d/.test(figure.key) ? <small className="mut">{figure.key}</small> : null}
      actions={
        figure.readings.length > 1 ? (
          <select className={`field ${css.variant}`} aria-label={t("insight.variant", { name: figure.name })} value={reading.variant} onChange={(event) => choose(event.target.value)}>
            {figure.readings.map((one) => (
              <option key={one.variant} value={one.variant}>{one.name}</option>
            ))}
          </select>
        ) : (
          <span className="sm mut">{reading.name}</span>
        )
      }
    >
      {reading.lines.length ? <Parts figure={figure} reading={reading} open={open} /> : <Empty>{t("insight.nothing")}</Empty>}
      <p className={css.formula}>{t("insight.formula", { text: reading.formula })}</p>
    </Card>
  );
}

function Parts({ figure, reading, open }: { figure: Figure; reading: Reading; open: (rows: string, title: string) => void }) {
  const { t, i18n } = useTranslation();
  const shown = reading.lines.slice(0, MOST);
  const language = i18n.language;
  const option = useCallback((colours: Colours) => barsOf(reading.lines.slice(0, MOST), (line) => headline(line, t, language).text, colours), [reading, t, language]);
  const pick = useCallback(
    (place: number) => {
      const line = reading.lines[place];
      if (line?.rows) open(line.rows, `${figure.name} · ${line.name}`);
    },
    [reading, figure, open],
  );
  return (
    <div className={css.parts}>
      <Suspense fallback={<div aria-busy="true" style={{ height: shown.length * BAR_HEIGHT + 8 }} />}>
        <Chart label={t("insight.chart", { name: figure.name })} height={shown.length * BAR_HEIGHT + 8} option={option} pick={pick} />
      </Suspense>
      <Table figure={figure} parts={reading.lines} total={reading.total} open={open} />
    </div>
  );
}

function Table({ figure, parts, total, open }: { figure: Figure; parts: Line[]; total?: Line | null; open: (rows: string, title: string) => void }) {
  const { t, i18n } = useTranslation();
  const [all, showAll] = useState(false);
  const lines = total ? [...parts, total] : parts;
  const few = all || parts.length <= MOST + 1;
  const shown = few ? lines : [...parts.slice(0, MOST), ...(total ? [total] : [])];
  const weights = lines.some((line) => weighed(line, i18n.language));
  const limits = lines.some((line) => line.limit_working_days);
  const spreads = lines.some((line) => line.spread);
  const rates = lines.some((line) => isRate([line]));
  const heads = [t("rule.name"), { word: t("insight.number"), right: true }, ...(rates ? [{ word: t("insight.of"), right: true }] : []), ...(weights ? [{ word: t("insight.weighed"), right: true }] : []), ...(spreads ? [{ word: t("insight.p80"), right: true }] : []), ...(limits ? [{ word: t("insight.limit"), right: true }] : [])];
  return (
    <>
      <Rows label={figure.name} heads={heads}>
        {shown.map((line) => {
          const said = headline(line, t, i18n.language);
          return (
            <tr key={line.key}>
              <td>{line.name}</td>
              <Right title={said.title}>
                <Opening rows={line.rows} title={`${figure.name} · ${line.name}`} text={said.text} open={open} />
              </Right>
              {rates ? (
                <Right>
                  {isRate([line]) ? <Opening rows={line.part_rows} title={`${figure.name} · ${line.name}`} text={sides(line, t, i18n.language)} open={open} /> : null}
                  {line.rest_rows ? <Opening rows={line.rest_rows} title={`${figure.name} · ${line.name} · ${t("insight.rest")}`} text={` · ${t("insight.rest")}`} open={open} /> : null}
                </Right>
              ) : null}
              {weights ? <Right>{weighed(line, i18n.language)}</Right> : null}
              {spreads ? <Right>{line.spread ? t("insight.days", { n: days(line.spread.p80_s) }) : "—"}</Right> : null}
              {limits ? <Right>{line.limit_working_days ? t("insight.workingDays", { n: line.limit_working_days }) : "—"}</Right> : null}
            </tr>
          );
        })}
      </Rows>
      {few ? null : <p className={css.more}><Button small look="text" onClick={() => showAll(true)}>{t("insight.all", { count: parts.length })}</Button></p>}
    </>
  );
}

/** A number that opens its rows, where it has some. */
export function Opening({ rows, title, text, open }: { rows?: string | null; title: string; text: string; open: (rows: string, title: string) => void }) {
  const { t } = useTranslation();
  if (!rows) return <>{text}</>;
  return (
    <button type="button" className={css.number} title={t("insight.openRows")} onClick={() => open(rows, title)}>
      {text}
    </button>
  );
}
