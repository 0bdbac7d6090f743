/** What waits for me and belongs to no deal: appeals about customers, requests of persons about their data, customers that I lose soon. Done on the pages that they are of. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { span, when } from "@/lib/deadline";
import type { Task } from "./model";
import css from "./queue.module.css";

const PAGE = { account_appeal: "/appeals", subject_request: "/personal-data", account_recall: "/accounts/$id" } as const;

export function Tasks({ tasks }: { tasks: Task[] }) {
  const { t } = useTranslation();
  if (!tasks.length) return null;
  return (
    <section aria-label={t("queue.outside")}>
      <h2 className={css.group}>
        <i aria-hidden="true" />
        {t("queue.outside")}
        <span className="mut">{t("queue.count", { count: tasks.length, shown: tasks.length })}</span>
      </h2>
      <ul>
        {tasks.map((task) => (
          <Row key={task.id} task={task} />
        ))}
      </ul>
    </section>
  );
}

function Row({ task }: { task: Task }) {
  const { t } = useTranslation();
  const kind = task.kind as keyof typeof PAGE;
  const rule = task.recall_rule ? t(`pool.by.${task.recall_rule as "no_deal"}`) : "";
  const asks = task.asks ? t(`queue.asks.${task.asks as "erase"}`) : "";
  return (
    <li className={`${css.row} ${css[task.urgency as "overdue"] ?? ""}`}>
      <i aria-hidden="true" />
      <Link to={PAGE[kind]} params={kind === "account_recall" ? { id: task.id } : {}} search={kind === "subject_request" ? { id: task.id } : {}} className={css.open}>
        <span className={css.title}>{t(`queue.task.${kind}`)}</span>
        <span className={css.sub}>{[task.customer, asks, rule].filter(Boolean).join(" · ")}</span>
      </Link>
      <span />
      <span className={css.due}>
        <b>{span(task)}</b>
        {when(task.due_at)}
      </span>
      <span />
    </li>
  );
}
