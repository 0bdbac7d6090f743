/** What a command would lead to, as the server foresees it: before anybody decides what has no undo. */
import { useTranslation } from "react-i18next";
import { span, when } from "@/lib/deadline";
import { nameOf, namesOf } from "@/lib/names";
import type { Preview } from "./model";
import css from "./deal.module.css";

const CLOCKWORK = /^(obligation|alarm|step_activated|number)/;

export function Consequences({ seen }: { seen: Preview }) {
  const { t } = useTranslation();
  const lines = seen.lines.filter((line) => !CLOCKWORK.test(line.kind));
  return (
    <>
      <h3>{t("deal.happens")}</h3>
      <ul className={css.follow}>
        {lines.map((line) => (
          <li key={line.seq}>
            <b>{line.text}</b>
          </li>
        ))}
      </ul>
      {seen.approvals.length ? (
        <>
          <h3>{t("deal.approvalsBegin")}</h3>
          <ul className={css.follow}>
            {seen.approvals.map((one) => (
              <li key={one.id}>
                <b>{one.name}</b>
                <span>{one.steps.map((step) => step.role ?? namesOf(step.assignees)).join(" → ")}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {seen.obligations.length ? (
        <>
          <h3>{t("deal.owed", { count: seen.obligations.length })}</h3>
          <ul className={css.follow}>
            {seen.obligations.map((one) => (
              <li key={one.id} title={one.clause}>
                <b>
                  {one.name}
                  <small className="mut"> · {one.debtor ? nameOf(one.debtor) : t("todo.nobody")}</small>
                </b>
                <span>
                  {when(one.due_at)} <small className="mut">{span(one)}</small>
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <h3>{t("deal.told")}</h3>
      <p className="mut2">{seen.told.length ? namesOf(seen.told) : t("deal.toldNobody")}</p>
    </>
  );
}
