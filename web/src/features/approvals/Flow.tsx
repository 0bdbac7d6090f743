/** Who has agreed and when, in whose hands it is and since when, who comes after. */
import { useTranslation } from "react-i18next";
import { Icon } from "@/light/Icon";
import { Tag } from "@/light/Tag";
import { moment } from "@/lib/due";
import { nameOf, namesOf } from "@/lib/names";
import { useSession } from "@/lib/session";
import type { ApprovalView, HistoryLine, StepView } from "@/features/deal/model";
import css from "./approvals.module.css";

interface Props {
  approval: ApprovalView;
  opinions: HistoryLine[];
  due?: string;
}

export function Flow({ approval, opinions, due }: Props) {
  const { t } = useTranslation();
  const passed = opinions.filter((line) => line.kind !== "approval_requested" && line.kind !== "step_decided").reverse();
  return (
    <>
      <ol className={css.flow} aria-label={t("approval.flow")}>
        {approval.steps.map((step, number) => (
          <Line key={number} step={step} here={number + 1 === approval.active && !approval.result} opinions={opinions} due={due} />
        ))}
      </ol>
      {passed.length ? <Passed lines={passed} /> : null}
    </>
  );
}

/** What was done besides deciding, and why: whoever takes over reads why it came to him. */
function Passed({ lines }: { lines: HistoryLine[] }) {
  const { t } = useTranslation();
  return (
    <ul className={css.passed} aria-label={t("approval.passed")}>
      {lines.map((line) => (
        <li key={line.seq}>
          <span className="mut">{moment(line.at)}</span> {line.text} <q>{line.note}</q>
        </li>
      ))}
    </ul>
  );
}

function Line({ step, here, opinions, due }: { step: StepView; here: boolean; opinions: HistoryLine[]; due?: string }) {
  const { t } = useTranslation();
  const me = useSession()?.person.id;
  const done = step.decisions.length > 0 && !here;
  const who = here && step.turn.length ? step.turn : step.assignees;
  const isMe = here && step.turn.some((one) => one.id === me);
  const said = (at?: string | null) => opinions.find((line) => line.kind === "step_decided" && line.at === at)?.note;
  return (
    <li>
      <span className={done ? css.agreed : here ? css.waiting : css.ahead}>{done ? <Icon name="ok" size={13} /> : here ? <Icon name="clock" size={13} /> : null}</span>
      <span>
        <span className={here ? "b" : done ? undefined : "mut2"}>
          {step.role ?? t("approval.added")} {namesOf(who)}
          {isMe ? t("approval.you") : ""}
        </span>
        {step.decisions.map((decision) => (
          <span key={`${decision.by.id}${decision.at}`} className="mut">
            {" "}
            {who.length > 1 ? `${nameOf(decision.by)} ` : ""}
            {decision.verdict}
            {decision.on_behalf_of ? t("approval.onBehalf", { name: nameOf(decision.on_behalf_of) }) : ""}
            {said(decision.at) ? ` · ${said(decision.at)}` : ""}
          </span>
        ))}
        {here && step.since ? <small className="mut">{t("approval.since", { at: moment(step.since) })}</small> : null}
        {step.blocked ? <Tag tone="red" icon="warn">{t("approval.blocked")}</Tag> : null}
      </span>
      <span className={`sm ${here ? css.until : "mut"}`}>{done ? last(step) : here && due ? t("approval.until", { at: moment(due) }) : t("approval.allowance", { count: step.working_days })}</span>
    </li>
  );
}

/** When the step was last decided; an old record may not say. */
function last(step: StepView): string {
  const at = step.decisions[step.decisions.length - 1]?.at;
  return at ? moment(at) : "";
}
