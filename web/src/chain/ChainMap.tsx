/** The decision chain as a map: attitude by symbol and colour, influence by dots, an uncovered role dashed. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useWide } from "@/lib/wide";
import { BOX, BROAD, type ChainLine, type ChainPerson, place } from "./layout";
import css from "./chain.module.css";

/** ▲ 支持 ● 中立 ▼ 反对: never by colour alone. */
export function attitudeSign(attitude: number): string {
  return attitude > 0 ? "▲" : attitude < 0 ? "▼" : "●";
}

function tone(attitude: number) {
  return attitude > 0 ? css.supports : attitude < 0 ? css.opposes : css.neutral;
}

interface Props {
  people: ChainPerson[];
  lines: ChainLine[];
  open?: (id: string) => void;
  chosen?: string;
  /** In a rail beside the page: smaller boxes. */
  small?: boolean;
}

export function ChainMap({ people, lines, open, chosen, small }: Props) {
  const { t } = useTranslation();
  const wide = useWide(821);
  const box = small || !wide ? BOX : BROAD;
  const drawing = useMemo(() => place(people, lines, box), [people, lines, box]);
  const count = (holds: (attitude: number) => boolean) => people.filter((person) => holds(person.attitude)).length;
  return (
    <figure className={css.figure}>
      <div className={css.scroll}>
        <div className={css.plane} style={{ width: drawing.width, height: drawing.height }}>
          <svg width={drawing.width} height={drawing.height} aria-hidden="true">
            {drawing.lines.map((line, number) => (
              <polyline key={number} points={line.points.map((point) => `${point.x},${point.y}`).join(" ")} className={line.kind === "reports" ? css.reports : css.influences} />
            ))}
          </svg>
          <ul aria-label={t("chain.people")}>
            {drawing.people.map(({ person, x, y }) => (
              <li key={person.id} style={{ left: x, top: y, width: box.width, height: box.height }}>
                <button type="button" className={`${css.person} ${tone(person.attitude)}${person.uncovered ? ` ${css.uncovered}` : ""}`} title={[person.title, ...person.roles, person.concern].filter(Boolean).join(" · ")} aria-pressed={open ? person.id === chosen : undefined} onClick={() => open?.(person.id)}>
                  <b>
                    {person.name} <i aria-label={t(person.attitude > 0 ? "chain.supports" : person.attitude < 0 ? "chain.opposes" : "chain.neutral")}>{attitudeSign(person.attitude)}</i>
                  </b>
                  <small>{[person.title, ...person.roles].filter(Boolean).join(" · ")}</small>
                  <span className={css.dots} aria-label={t("chain.influence", { count: person.influence })}>
                    {"●".repeat(person.influence)}
                    <s>{"●".repeat(Math.max(0, 5 - person.influence))}</s>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      </div>
      <figcaption className="sm mut">
        <span>
          <i className={css.supports}>▲</i> {t("chain.supports")} {count((a) => a > 0)}
        </span>
        <span>
          <i className={css.neutral}>●</i> {t("chain.neutral")} {count((a) => a === 0)}
        </span>
        <span>
          <i className={css.opposes}>▼</i> {t("chain.opposes")} {count((a) => a < 0)}
        </span>
        <span>{t("chain.dots")}</span>
      </figcaption>
    </figure>
  );
}
