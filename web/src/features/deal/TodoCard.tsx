/** What is owed on this deal: both forms of each deadline, the rule one hover away. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "@/light/Card";
import { Tag } from "@/light/Tag";
import { press, span, when } from "@/lib/deadline";
import { nameOf } from "@/lib/names";
import type { ObligationView } from "./model";
import css from "./deal.module.css";

const FEW = 6;

export function TodoCard({ obligations, explain }: { obligations: ObligationView[]; explain: (id: string) => void }) {
  const { t } = useTranslation();
  const [whole, setWhole] = useState(false);
  const open = obligations.filter((one) => one.state === "open");
  const shown = whole ? open : open.slice(0, FEW);
  return (
    <Card title={t("todo.title")} actions={<span className="sm mut">{t("todo.count", { count: open.length })}</span>}>
      {open.length ? (
        <ul className={css.todos}>
          {shown.map((one) => (
            <Todo key={one.id} one={one} explain={explain} />
          ))}
        </ul>
      ) : (
        <p className={css.nothing}>{t("todo.none")}</p>
      )}
      {open.length > FEW && !whole ? (
        <div className={`${css.todos} no-print`}>
          <button type="button" className={css.more} onClick={() => setWhole(true)}>
            {t("todo.all", { count: open.length })}
          </button>
        </div>
      ) : null}
    </Card>
  );
}

function Todo({ one, explain }: { one: ObligationView; explain: (id: string) => void }) {
  const { t } = useTranslation();
  return (
    <li className={css[press(one)]}>
      <i aria-hidden="true" />
      <button type="button" onClick={() => explain(one.id)} title={t("todo.explain", { clock: one.clock, clause: one.clause })}>
        <span>{one.name}</span>
        <small>
          {[one.debtor ? nameOf(one.debtor) : t("todo.nobody"), one.clause].filter(Boolean).join(" · ")} {one.is_provisional ? <Tag tone="amber">{t("todo.provisional")}</Tag> : null}
        </small>
      </button>
      <span className={css.due}>
        <b>{span(one)}</b>
        <small>{when(one.due_at)}</small>
      </span>
    </li>
  );
}
