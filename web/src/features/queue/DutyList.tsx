/** Duties in the groups of their urgency. */
import { useTranslation } from "react-i18next";
import { upTo } from "@/lib/counts";
import { DutyRow } from "./DutyRow";
import type { Counts, Duty, Urgency } from "./model";
import css from "./queue.module.css";

interface Props {
  groups: { urgency: Urgency; duties: Duty[] }[];
  /** The numbers of the server, where the whole group is shown; otherwise what is shown is counted. */
  counts?: Counts;
  chosen?: string;
  others: boolean;
  open: (duty: Duty) => void;
}

const TITLE = { overdue: "queue.overdue", today: "queue.today", soon: "queue.soonGroup", later: "queue.later" } as const;

export function DutyList({ groups, counts, chosen, others, open }: Props) {
  const { t } = useTranslation();
  return groups.map(({ urgency, duties }) => (
    <section key={urgency} aria-label={t(TITLE[urgency])}>
      <h2 className={`${css.group} ${css[urgency] ?? ""}`}>
        <i aria-hidden="true" />
        {t(TITLE[urgency])}
        <span className="mut">{t("queue.count", { count: counts?.[urgency] ?? duties.length, shown: upTo(counts?.[urgency] ?? duties.length, counts) })}</span>
      </h2>
      <ul>
        {duties.map((duty) => (
          <DutyRow key={duty.id} duty={duty} here={duty.id === chosen} others={others} open={() => open(duty)} />
        ))}
      </ul>
    </section>
  ));
}
