/** Milestones on the company's calendar: days off shaded, the baseline under what is now planned, a line for today. On a phone a list. */
import { useTranslation } from "react-i18next";
import { Icon } from "@/light/Icon";
import { Tag } from "@/light/Tag";
import { day } from "@/lib/due";
import { useWide } from "@/lib/wide";
import { scale, type GanttDay, type GanttMilestone } from "./scale";
import { useWidth } from "./useWidth";
import css from "./gantt.module.css";

interface Props {
  milestones: GanttMilestone[];
  /** Every day of the span as the server's calendar has it. */
  days: GanttDay[];
  today: string;
}

const LEAST_WIDTH = 9;
const PLANE = 720;
const MONTH_WIDTH = 56;
const ROW_HEIGHT = 44;
const HEAD = 40;
const WIDE = 820;

export function Gantt(props: Props) {
  const wide = useWide(WIDE);
  return (
    <>
      {wide && props.days.length ? <Chart {...props} /> : <List milestones={props.milestones} />}
      <Legend />
    </>
  );
}

function Chart({ milestones, days, today }: Props) {
  const { t } = useTranslation();
  const axis = scale(days, today);
  const [plane, broad] = useWidth(PLANE);
  const unit = Math.max(LEAST_WIDTH, broad / days.length);
  const height = milestones.length * ROW_HEIGHT;
  const width = days.length * unit;
  const middle = (at: number) => at * unit + unit / 2;
  return (
    <div className={css.gantt}>
      <ol className={css.names} style={{ paddingTop: HEAD }}>
        {milestones.map((milestone) => (
          <li key={milestone.no} style={{ height: ROW_HEIGHT }}>
            <b>
              {milestone.no} {milestone.name}
            </b>
            <small>{milestone.owner}</small>
          </li>
        ))}
      </ol>
      <div className={css.scroll} ref={plane}>
        <svg width={width} height={height + HEAD} role="img" aria-label={`${t("gantt.label")}: ${milestones.map((one) => `${one.name} ${one.planned}`).join("; ")}`}>
          {axis.off.map((at) => (
            <rect key={at} x={at * unit} y={HEAD} width={unit} height={height} className={css.off}>
              <title>{[days[at]?.date, days[at]?.name].filter(Boolean).join(" ")}</title>
            </rect>
          ))}
          {axis.months.map((month) => (
            <g key={month.text}>
              <line x1={month.at * unit} x2={month.at * unit} y1={8} y2={height + HEAD} className={css.line} />
              {/* A month that only begins at the edge has no room for its name. */}
              {width - month.at * unit < MONTH_WIDTH ? null : (
                <text x={month.at * unit + 4} y={16} className={css.month}>
                  {month.text}
                </text>
              )}
            </g>
          ))}
          {axis.today === undefined ? null : (
            <g>
              <line x1={middle(axis.today)} x2={middle(axis.today)} y1={HEAD - 4} y2={height + HEAD} className={css.today} />
              <text x={middle(axis.today)} y={HEAD - 8} textAnchor="middle" className={css.now}>
                {t("gantt.today")}
              </text>
            </g>
          )}
          {milestones.map((milestone, row) => (
            <Row key={milestone.no} milestone={milestone} y={HEAD + row * ROW_HEIGHT} width={width} middle={middle} at={axis.at} />
          ))}
        </svg>
      </div>
    </div>
  );
}

function Row({ milestone, y, width, middle, at }: { milestone: GanttMilestone; y: number; width: number; middle: (at: number) => number; at: (date: string) => number | undefined }) {
  const { t } = useTranslation();
  const planned = at(milestone.planned);
  const baseline = milestone.baseline ? at(milestone.baseline) : undefined;
  const actual = milestone.actual ? at(milestone.actual) : undefined;
  const end = actual ?? planned;
  const centre = y + ROW_HEIGHT / 2;
  return (
    <g>
      <line x1={0} x2={width} y1={y} y2={y} className={css.line} />
      {baseline !== undefined && end !== undefined && baseline !== end ? <line x1={middle(baseline)} x2={middle(end)} y1={centre} y2={centre} className={css.slip} /> : null}
      {baseline !== undefined ? <Diamond x={middle(baseline)} y={centre} size={9} className={css.baseline} title={`${t("gantt.baseline")} ${day(milestone.baseline ?? "")}`} /> : null}
      {planned !== undefined && actual === undefined ? <Diamond x={middle(planned)} y={centre} size={6} className={milestone.late ? css.late : css.planned} title={`${milestone.name} ${day(milestone.planned)}`} /> : null}
      {actual !== undefined ? <Diamond x={middle(actual)} y={centre} size={6} className={css.done} title={`${t("gantt.done")} ${day(milestone.actual ?? "")}`} /> : null}
      {end === undefined ? null : (
        <text x={middle(end) + 13} y={centre + 4} className={css.date}>
          {day(milestone.actual ?? milestone.planned)}
        </text>
      )}
    </g>
  );
}

function Diamond({ x, y, size, className, title }: { x: number; y: number; size: number; className?: string; title: string }) {
  return (
    <path d={`M${x} ${y - size}l${size} ${size}-${size} ${size}-${size}-${size}z`} className={className}>
      <title>{title}</title>
    </path>
  );
}

function List({ milestones }: { milestones: GanttMilestone[] }) {
  const { t } = useTranslation();
  return (
    <ol className={css.list}>
      {milestones.map((one) => (
        <li key={one.no}>
          <span>
            {one.no} {one.name}
            <small>{one.owner}</small>
          </span>
          <span>
            {one.actual ? (
              <Tag tone="green">
                <Icon name="ok" size={12} /> {day(one.actual)}
              </Tag>
            ) : (
              <Tag tone={one.late ? "red" : "plain"}>{one.late ? t("gantt.lateSince", { date: day(one.planned) }) : day(one.planned)}</Tag>
            )}
            {one.baseline && one.baseline !== (one.actual ?? one.planned) ? <small>{t("gantt.baselineOn", { date: day(one.baseline) })}</small> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Legend() {
  const { t } = useTranslation();
  return (
    <p className={`sm mut ${css.legend}`}>
      <i className={css.keyBaseline} /> {t("gantt.baseline")}
      <i className={css.keyPlanned} /> {t("gantt.planned")}
      <i className={css.keyDone} /> {t("gantt.done")}
      <i className={css.keyLate} /> {t("gantt.late")}
      <i className={css.keyOff} /> {t("gantt.off")}
    </p>
  );
}
