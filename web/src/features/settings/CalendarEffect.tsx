/** What a change of the calendar would move, before anybody gives it force: how many deadlines, and which of those that the reader sees. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Rows } from "@/light/Page";
import { Failure, Waiting } from "@/light/states";
import { read, type Schemas } from "@/lib/api";
import { when } from "@/lib/deadline";
import { ask } from "@/lib/http";
import { nameOf } from "@/lib/names";
import css from "./settings.module.css";

type Effect = Schemas["CalendarEffect"];

/** Of a day that is only thought of. */
export function EffectOfDay({ date, working }: { date: string; working: boolean }) {
  const { data, error, refetch } = useQuery({
    queryKey: ["calendar-effect", date, working],
    // The effect does not hang on the day's name, which may not be typed yet.
    queryFn: async ({ signal }) => (await ask<Effect>("/calendars/preview", { method: "POST", body: { type: "propose_days", days: [{ date, name: date, working }] }, signal })).data,
    retry: false,
  });
  return <Told effect={data} error={error} retry={() => void refetch()} />;
}

/** Of a proposal that waits for its second person. */
export function EffectOfProposal({ id }: { id: string }) {
  const { data, error, refetch } = useQuery({ queryKey: ["calendar-effect", id], queryFn: ({ signal }) => read("/calendars/{id}/preview", { path: { id }, signal }) });
  return <Told effect={data} error={error} retry={() => void refetch()} />;
}

function Told({ effect, error, retry }: { effect?: Effect; error: unknown; retry: () => void }) {
  const { t } = useTranslation();
  if (error) return <Failure error={error} retry={retry} />;
  if (!effect) return <Waiting rows={3} retry={retry} />;
  return (
    <section className={css.effect} aria-label={t("calendar.effect")} aria-live="polite">
      <p>
        <b>{effect.moved ? t("calendar.moves", { count: effect.moved }) : t("calendar.movesNone")}</b> <span className="mut">{t("calendar.stays", { count: effect.unchanged })} {effect.is_cut ? t("calendar.cut") : ""}</span>
      </p>
      {effect.sample.length ? (
        <Rows label={t("calendar.effect")} heads={[t("audit.deal"), t("rule.name"), t("audit.who"), t("calendar.dueBefore"), t("calendar.dueAfter")]}>
          {effect.sample.map((one, place) => (
            <tr key={place}>
              <td className={css.nowrap}>
                <Link to="/deals/$id" params={{ id: one.deal.id }} target="_blank">{one.deal.number}</Link>
              </td>
              <td>{one.name}</td>
              <td className={css.nowrap}>{one.debtor ? nameOf(one.debtor) : "—"}</td>
              <td className={css.nowrap}>{when(one.before)}</td>
              <td className={css.nowrap}>
                <b>{when(one.after)}</b>
              </td>
            </tr>
          ))}
        </Rows>
      ) : null}
      {effect.moved > effect.sample.length ? <p className="sm mut">{t("calendar.shownOf", { shown: effect.sample.length, count: effect.moved })}</p> : null}
    </section>
  );
}
