/** How a due moment came about: where the clock started, the rule and its version, the days that were passed over. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/light/Dialog";
import { Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { day, moment } from "@/lib/due";
import { read } from "@/lib/api";
import css from "./deal.module.css";

export function ExplainDialog({ deal, obligation, close }: { deal: string; obligation: string; close: () => void }) {
  const { t } = useTranslation();
  const { data, error } = useQuery({ queryKey: ["deal", deal, "explain", obligation], queryFn: ({ signal }) => read("/deals/{id}/explain/{what}", { path: { id: deal, what: obligation }, signal }) });
  const why = data && "obligation" in data ? data.obligation : undefined;
  return (
    <Dialog title={why?.obligation.name ?? t("explain.title")} close={close}>
      {error ? <Failure error={error} /> : null}
      {!why && !error ? <Waiting /> : null}
      {why ? (
        <>
          <p>{why.text}</p>
          <dl className={css.kv} style={{ padding: "12px 0" }}>
            <dt>{t("explain.due")}</dt>
            <dd>
              {moment(why.obligation.due_at)} {why.obligation.is_provisional ? <Tag tone="amber">{t("todo.provisional")}</Tag> : null}
            </dd>
            <dt>{t("explain.from")}</dt>
            <dd>{moment(why.from)}</dd>
            <dt>{t("explain.rule")}</dt>
            <dd>
              {why.obligation.clock} {why.rule} <span className="mut">{why.obligation.clause}</span>
            </dd>
            <dt>{t("explain.skipped")}</dt>
            <dd>{why.skipped.length ? why.skipped.map((one) => `${day(one.date)}${one.name ? ` ${one.name}` : ""}`).join("、") : t("explain.none")}</dd>
            <dt>{t("explain.calendar")}</dt>
            <dd>{why.calendar_version}</dd>
          </dl>
          <h3 className="b">{t("explain.alarms")}</h3>
          <ul>
            {why.alarms.map((alarm) => (
              <li key={`${alarm.at}${alarm.kind}`} className={alarm.is_raised ? undefined : "mut"}>
                {moment(alarm.at)} {alarm.kind} {alarm.to.join("、")}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Dialog>
  );
}
