/** What is owed on this deal: both forms of each deadline, the rule one hover away. */
import { useTranslation } from "react-i18next";
import { Card } from "@/light/Card";
import { Tag } from "@/light/Tag";
import { moment, relative, urgency } from "@/lib/due";
import { nameOf } from "@/lib/names";
import type { ObligationView } from "./model";
import css from "./deal.module.css";

export function TodoCard({ obligations, explain }: { obligations: ObligationView[]; explain: (id: string) => void }) {
  const { t } = useTranslation();
  const open = obligations.filter((one) => one.state === "open");
  return (
    <Card title={t("todo.title")} actions={<span className="sm mut">{t("todo.count", { count: open.length })}</span>}>
      {open.length ? (
        <ul className={css.todos}>
          {open.map((one) => {
            const press = one.is_missed ? "overdue" : urgency(one.due_at);
            return (
              <li key={one.id} className={css[press]}>
                <i aria-hidden="true" />
                <button type="button" onClick={() => explain(one.id)} title={one.clause}>
                  <span>{one.name}</span>
                  <small>
                    {one.clock} · {one.debtor ? nameOf(one.debtor) : t("todo.nobody")} {one.is_provisional ? <Tag tone="amber">{t("todo.provisional")}</Tag> : null}
                  </small>
                </button>
                <span className={css.due}>
                  <b>{relative(one.due_at)}</b>
                  <small>{moment(one.due_at)}</small>
                </span>
              </li>
            );
          })}
        </ul>
      ) : (
        <p className={css.nothing}>{t("todo.none")}</p>
      )}
    </Card>
  );
}
