/** The working calendar: a year at a glance, what is off and why, and changes that a second person confirms. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "@/light/Button";
import { Card } from "@/light/Card";
import { Beside, Facts, PageHead, Rows } from "@/light/Page";
import { Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { read } from "@/lib/api";
import { civilDay } from "@/lib/zone";
import { type Act, ActDialog } from "./ActDialog";
import { Changes } from "./CalendarChanges";
import { EffectOfDay } from "./CalendarEffect";
import { useMay } from "./duties";
import { SettingsNav } from "./SettingsNav";
import { type Day, monthsOf, stretchesOf } from "./year";
import css from "./settings.module.css";

export default function CalendarPage() {
  const { t } = useTranslation();
  const search = useSearch({ strict: false }) as { year?: string };
  const navigate = useNavigate();
  const may = useMay();
  const [act, setAct] = useState<Act>();
  const [thisYear] = useState(() => Number(civilDay().slice(0, 4)));
  const year = Number(search.year) || thisYear;
  const { data, error, refetch } = useQuery({ queryKey: ["reference", "year", year], queryFn: ({ signal }) => read("/calendar-years/{year}", { path: { year }, signal }), placeholderData: (before) => before });
  const go = (next: number) => void navigate({ to: ".", search: { year: String(next) }, replace: true });
  const propose = () =>
    setAct({
      path: "/calendars",
      type: "propose_days",
      title: t("calendar.propose"),
      note: t("calendar.proposeNote"),
      fields: [{ key: "date", word: t("calendar.date"), kind: "date" }, { key: "name", word: t("calendar.name") }, { key: "working", word: t("calendar.worked"), kind: "check" }],
      foresee: ({ date, working }) => (date ? <EffectOfDay date={date} working={working === "yes"} /> : null),
      body: (values) => ({ days: [{ date: values.date, name: values.name, working: values.working === "yes" }] }),
    });
  return (
    <>
      <SettingsNav />
      <PageHead title={t("settings.page.calendar")} note={data ? t("calendar.version", { version: data.version.slice(0, 12) }) : null}>
        <span className={css.year}>
          <IconButton icon="back" label={t("calendar.before")} onClick={() => go(year - 1)} />
          <b>{year}</b>
          <IconButton icon="chevron" label={t("calendar.after")} onClick={() => go(year + 1)} />
        </span>
        {may("propose_days") ? <Button icon="plus" onClick={propose}>{t("calendar.propose")}</Button> : null}
      </PageHead>
      {error ? <Failure error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Waiting rows={10} /> : null}
      {data ? (
        <Beside
          beside={
            <>
              <Card title={t("calendar.count")}>
                <Facts rows={[[t("calendar.working"), t("calendar.days", { count: data.working_days })], [t("calendar.off"), t("calendar.days", { count: data.days.length - data.working_days })]]} />
              </Card>
              <Named days={data.days} />
              <Changes act={setAct} />
            </>
          }
        >
          {data.is_provisional ? <p className={css.alarm}><b>{t("calendar.provisional", { year })}</b> {t("calendar.provisionalNote")}</p> : null}
          <Card label={String(year)}>
            <Legend />
            <Wall days={data.days} />
          </Card>
        </Beside>
      ) : null}
      {act ? <ActDialog act={act} close={() => setAct(undefined)} /> : null}
    </>
  );
}

const KINDS = ["holiday", "makeup", "company_off", "company_work", "weekend"] as const;

function Legend() {
  const { t } = useTranslation();
  return (
    <ul className={css.legend}>
      {KINDS.map((kind) => (
        <li key={kind}>
          <i className={css[kind]}>{t(`calendar.mark.${kind}`)}</i> {t(`calendar.kind.${kind}`)}
        </li>
      ))}
    </ul>
  );
}

function Wall({ days }: { days: Day[] }) {
  const { t } = useTranslation();
  const weekdays = t("calendar.weekdays").split(" ");
  return (
    <div className={css.wall}>
      {monthsOf(days).map((month) => (
        <section key={month.number} aria-label={t("calendar.month", { n: month.number })}>
          <h3>{t("calendar.month", { n: month.number })}</h3>
          <ol>
            {weekdays.map((word) => (
              <li key={word} className={css.weekday} aria-hidden="true">{word}</li>
            ))}
            {month.days.map((day, place) => (
              <li key={day.date} style={place === 0 ? { gridColumnStart: month.lead + 1 } : undefined} className={css[day.kind]} title={[day.date, t(`calendar.kind.${day.kind as "holiday"}`), day.name].filter(Boolean).join(" · ")}>
                {Number(day.date.slice(8))}
                <small>{KINDS.includes(day.kind as "holiday") && day.kind !== "weekend" ? t(`calendar.mark.${day.kind as "holiday"}`) : ""}</small>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function Named({ days }: { days: Day[] }) {
  const { t } = useTranslation();
  return (
    <Card title={t("calendar.named")}>
      <Rows label={t("calendar.named")} heads={[t("calendar.name"), t("calendar.span"), t("calendar.what")]}>
        {stretchesOf(days).map((one) => (
          <tr key={one.from}>
            <td>{one.name}</td>
            <td className={css.nowrap}>{one.count > 1 ? `${one.from.slice(5)} – ${one.to.slice(5)}` : one.from.slice(5)}</td>
            <td>
              <Tag tone={one.kind === "makeup" || one.kind === "company_work" ? "amber" : "green"}>{t(`calendar.kind.${one.kind as "holiday"}`)}</Tag>
            </td>
          </tr>
        ))}
      </Rows>
    </Card>
  );
}
