/** What is out by age; each bucket narrows the list to its rows. */
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/lib/api";
import type { FilterState } from "@/lib/filters";
import { shortYuan, yuan } from "@/lib/money";
import css from "./collection.module.css";

const AGES = ["not_due", "to30", "to60", "to90", "over90"] as const;

export function Ageing({ ages, state }: { ages?: Schemas["AgeView"][]; state: FilterState }) {
  const { t, i18n } = useTranslation();
  const chosen = state.filters.age;
  return (
    <section className={`card ${css.ages}`} aria-label={t("money.ageing")}>
      {AGES.map((age) => {
        const known = ages?.find((one) => one.age === age);
        return (
          <button key={age} type="button" data-age={known?.outstanding_minor ? age : undefined} aria-pressed={chosen === age} onClick={() => state.put({ age: chosen === age ? undefined : age })}>
            <span>{t(`money.age.${age}`)}</span>
            <b title={known ? yuan(known.outstanding_minor) : undefined}>{known ? shortYuan(known.outstanding_minor, i18n.language) : "…"}</b>
            <small>{known ? t("money.count", { count: known.instalments }) : ""}</small>
          </button>
        );
      })}
    </section>
  );
}
