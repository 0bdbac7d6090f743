/** Milestones on the company's calendar: days off shaded, the baseline under what is now planned, a line for today. */
import { useTranslation } from "react-i18next";
import { day } from "@/lib/due";
import { scale, type GanttDay, type GanttMilestone } from "./scale";
import css from "./gantt.module.css";

interface Props {
  milestones: GanttMilestone[];
  /** Every day of the span as the server's calendar has it. */
  days: GanttDay[];
  today: string;
}

const DAY_WIDTH = 14;
const ROW_HEIGHT = 36;

export function Gantt({ milestones, days, today }: Props) {
  const { t } = useTranslation();
  const axis = scale(days, today);
  const height = milestones.length * ROW_HEIGHT;
  const width = days.length * DAY_WIDTH;
  return (
    <div className={css.gantt}>
      <ol className={css.names}>
        {milestones.map((milestone) => (
          <li key={milestone.no} style={{ height: ROW_HEIGHT }}>
            <b>{milestone.name}</b>
            <small>{milestone.owner}</small>
          </li>
        ))}
      </ol>
      <div className={css.scroll}>
        <svg width={width} height={height + 24} role="img" aria-label={t("gantt.label")}>
          {axis.off.map((at) => (
            <rect key={at} x={at * DAY_WIDTH} y={24} width={DAY_WIDTH} height={height} className={css.off} />
          ))}
          {axis.months.map((month) => (
            <text key={month.text} x={month.at * DAY_WIDTH + 4} y={16} className={css.month}>
              {month.text}
            </text>
          ))}
          {axis.today === undefined ? null : <line x1={axis.today * DAY_WIDTH + DAY_WIDTH / 2} x2={axis.today * DAY_WIDTH + DAY_WIDTH / 2} y1={20} y2={height + 24} className={css.today} />}
          {milestones.map((milestone, row) => {
            const y = 24 + row * ROW_HEIGHT + ROW_HEIGHT / 2;
            const planned = axis.at(milestone.planned);
            const baseline = milestone.baseline ? axis.at(milestone.baseline) : undefined;
            const actual = milestone.actual ? axis.at(milestone.actual) : undefined;
            return (
              <g key={milestone.no}>
                <line x1={0} x2={width} y1={y + ROW_HEIGHT / 2} y2={y + ROW_HEIGHT / 2} className={css.line} />
                {baseline !== undefined && baseline !== planned ? <Diamond x={baseline} y={y + 6} className={css.baseline} title={`${t("gantt.baseline")} ${day(milestone.baseline!)}`} /> : null}
                {planned !== undefined ? <Diamond x={planned} y={y} className={milestone.late ? css.late : css.planned} title={`${milestone.name} ${day(milestone.planned)}`} /> : null}
                {actual !== undefined ? <Diamond x={actual} y={y} className={css.done} title={`${t("gantt.done")} ${day(milestone.actual!)}`} /> : null}
              </g>
            );
          })}
        </svg>
      </div>
    </div>
  );
}

function Diamond({ x, y, className, title }: { x: number; y: number; className?: string; title: string }) {
  const centre = x * DAY_WIDTH + DAY_WIDTH / 2;
  return (
    <path d={`M${centre} ${y - 7}l7 7-7 7-7-7z`} className={className}>
      <title>{title}</title>
    </path>
  );
}
