/** One duty: what, for whom and by which rule, in which stage, by when, and one button. */
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { nameOf } from "@/lib/names";
import { span, when } from "@/lib/deadline";
import type { Duty } from "./model";
import css from "./queue.module.css";

interface Props {
  duty: Duty;
  here: boolean;
  /** Owed by another: who is said instead of what one could do. */
  others: boolean;
  open: () => void;
}

export function DutyRow({ duty, here, others, open }: Props) {
  const { t } = useTranslation();
  const owner = duty.debtor ? t("queue.owes", { name: nameOf(duty.debtor) }) : t("queue.nobody");
  return (
    <li className={`${css.row} ${css[duty.urgency as "overdue"] ?? ""}`} aria-current={here || undefined} data-duty={duty.id}>
      <i aria-hidden="true" />
      <button type="button" className={css.open} onClick={open}>
        <span className={css.title} title={duty.name}>{duty.name}</span>
        <span className={css.sub}>
          {(others ? [owner, nameOf(duty.deal.account), duty.deal.number] : [nameOf(duty.deal.account), duty.deal.number, duty.clause]).filter(Boolean).join(" · ")}
        </span>
      </button>
      <span className={css.stage}>
        <span className="tag">{duty.deal.stage_name}</span>
      </span>
      <span className={css.due} title={duty.clause}>
        <b>{span(duty)}</b>
        {when(duty.due_at)}
      </span>
      <Button small look={here ? "primary" : "plain"} tabIndex={-1} onClick={open} aria-label={`${word(duty, others, t)}: ${duty.name}`}>
        {word(duty, others, t)}
      </Button>
    </li>
  );
}

/** The word of the button: what is done when it is pressed. */
function word(duty: Duty, others: boolean, t: ReturnType<typeof useTranslation>["t"]): string {
  if (others) return t("act.open");
  if (duty.topic === "approval") return t("queue.decide");
  const way = duty.ways[0];
  if (!way) return t("act.open");
  return way.document ? t("act.fill") : t("queue.do", { name: way.name });
}
