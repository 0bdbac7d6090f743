/** Five chevrons: what is done with its dates, where the deal stands, what will be needed. A click shows, it never moves. */
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "@/light/Icon";
import css from "./path.module.css";

export interface PathStage {
  key: string;
  name: string;
  state: "done" | "migrated" | "current" | "future";
  /** `10-12 至 10-13 · 1 个工作日`, `第 9 个工作日 · 关口 4 / 6 项`, `需 7 份材料`. */
  note: string;
}

export function StagePath({ stages, shown, show }: { stages: PathStage[]; shown: string; show: (key: string) => void }) {
  const { t } = useTranslation();
  const row = useRef<HTMLOListElement>(null);
  // On a phone the row is wider than the screen: what is current comes into sight.
  useEffect(() => {
    const here = row.current?.querySelector<HTMLElement>("[aria-current]");
    if (row.current && here) row.current.scrollLeft = (here.parentElement?.offsetLeft ?? 0) - 40;
  }, []);
  return (
    <ol ref={row} className={css.path} aria-label={t("path.label")}>
      {stages.map((stage, number) => (
        <li key={stage.key}>
          <button type="button" className={css[stage.state]} aria-current={stage.state === "current" ? "step" : undefined} aria-pressed={shown === stage.key} onClick={() => show(stage.key)}>
            <b>
              {stage.state === "migrated" ? <Icon name="into" size={14} /> : null}
              {stage.state === "done" ? <Icon name="ok" size={14} /> : null}
              {number + 1} {stage.name}
            </b>
            <small>{stage.note}</small>
          </button>
        </li>
      ))}
    </ol>
  );
}
