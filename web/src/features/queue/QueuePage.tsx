/** The first screen: what must I do now, until when; and it is finished here, in the pane at the right. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Suspense, useCallback, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Empty, Failure, Waiting } from "@/light/states";
import { upTo } from "@/lib/counts";
import { weekday } from "@/lib/due";
import { lazily } from "@/lib/i18n";
import { nameOf } from "@/lib/names";
import { useSession } from "@/lib/session";
import { useWide } from "@/lib/wide";
import { wall } from "@/lib/zone";
import { DutyList } from "./DutyList";
import { type Counts, countsOf, dutiesQuery, type Duty, type Filter, filterOf, groups, tasksQuery, topics, type Whose, withTasks } from "./model";
import { Summary } from "./Summary";
import { Tasks } from "./Tasks";
import { useQueueKeys } from "./useQueueKeys";
import css from "./queue.module.css";

const loadPane = () => import("./Pane");
const Pane = lazily(loadPane);
const ExportButton = lazily(() => import("../export/ExportButton"));

export default function QueuePage() {
  const { t } = useTranslation();
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const navigate = useNavigate();
  const wide = useWide(1241);
  const filter = useMemo(() => filterOf(search), [search]);
  const list = useInfiniteQuery(dutiesQuery(filter.whose));
  const counts = useQuery(countsOf(filter.whose === "others" ? "mine" : filter.whose));
  const outside = useQuery(tasksQuery);
  const duties = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const grouped = useMemo(() => groups(duties, filter), [duties, filter]);
  const rows = useMemo(() => grouped.flatMap((group) => group.duties), [grouped]);
  const chosen = rows.find((duty) => duty.id === search.item) ?? (wide ? rows[0] : undefined);
  const others = filter.whose !== "mine";
  const tasks = others || filter.topic ? [] : (outside.data ?? []).filter((task) => !filter.urgency || task.urgency === filter.urgency);

  const show = useCallback((next: Filter) => void navigate({ to: ".", search: words(next), replace: true }), [navigate]);
  const choose = useCallback((duty?: Duty) => void navigate({ to: ".", search: { ...words(filter), ...(duty ? { item: duty.id } : {}) }, replace: wide }), [navigate, filter, wide]);
  useQueueKeys(rows, chosen, choose);
  useEffect(() => prefetched(), []);
  return (
    <>
      <Head counts={counts.data} filter={filter} show={show} />
      <Summary counts={withTasks(counts.data, filter.whose === "team" ? [] : (outside.data ?? []))} filter={filter} show={show} />
      <div className={css.split}>
        <section className="card" aria-label={t("queue.list")}>
          <Chips duties={duties} whole={!list.hasNextPage} filter={filter} show={show} />
          {list.error ? <Failure error={list.error} retry={() => void list.refetch()} /> : null}
          {list.isPending ? <Waiting rows={10} retry={() => void list.refetch()} /> : null}
          <Tasks tasks={tasks} />
          <DutyList groups={grouped} counts={filter.topic || filter.whose === "others" ? undefined : counts.data} chosen={chosen?.id} others={others} open={choose} />
          {list.data && !rows.length && !tasks.length ? <Nothing filter={filter} soon={counts.data?.soon ?? 0} show={show} /> : null}
          {list.hasNextPage ? (
            <p className={css.more}>
              <Button small busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t("queue.more")}
              </Button>
            </p>
          ) : null}
          <Keys />
        </section>
        <Suspense fallback={wide ? <aside className={`card ${css.pane}`} aria-busy="true"><Waiting rows={8} /></aside> : null}>
          {chosen ? <Pane key={chosen.id} duty={chosen} wide={wide} close={() => choose()} /> : wide && list.data ? <aside className={`card ${css.pane}`}><Empty>{t("queue.choose")}</Empty></aside> : null}
        </Suspense>
      </div>
    </>
  );
}

/** Once the list stands and the browser rests, what finishes an item is fetched. */
function prefetched() {
  if ("requestIdleCallback" in window) window.requestIdleCallback(() => void loadPane());
  else setTimeout(() => void loadPane(), 1500);
}

function words(filter: Filter): Record<string, string> {
  const { whose, urgency, topic } = filter;
  return { ...(whose === "mine" ? {} : { whose }), ...(urgency ? { urgency } : {}), ...(topic ? { topic } : {}) };
}

function Head({ counts, filter, show }: { counts?: Counts; filter: Filter; show: (next: Filter) => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const [now] = useState(() => new Date());
  const hour = wall(now).getUTCHours();
  const hello = hour < 12 ? "queue.hello.morning" : hour < 18 ? "queue.hello.afternoon" : "queue.hello.evening";
  const first = counts?.overdue ? t("queue.first.overdue", { count: counts.overdue, shown: upTo(counts.overdue, counts) }) : counts?.today ? t("queue.first.today", { count: counts.today, shown: upTo(counts.today, counts) }) : t("queue.first.none");
  const look = (whose: Whose) => ({ look: "plain" as const, "aria-pressed": filter.whose === whose, onClick: () => show({ ...filter, whose }) });
  return (
    <div className={css.head}>
      <h1>{t("nav.queue")}</h1>
      <span className="mut">
        {t(hello, { name: nameOf(session?.person), weekday: weekday(now.toISOString()) })}
        {counts && filter.whose === "mine" ? `${t("queue.hello.join")}${first}` : ""}
      </span>
      <span className="sp" />
      <Suspense fallback={null}>
        <ExportButton list="obligations" query={{ whose: filter.whose }} />
      </Suspense>
      {session?.team ? (
        <span className={css.whose}>
          <Button small {...look("mine")}>{t("queue.mine")}</Button>
          <Button small {...look("team")}>{t("queue.team", { count: session.team })}</Button>
        </span>
      ) : null}
    </div>
  );
}

function Chips({ duties, whole, filter, show }: { duties: Duty[]; whole: boolean; filter: Filter; show: (next: Filter) => void }) {
  const { t } = useTranslation();
  const within = filter.urgency ? duties.filter((duty) => duty.urgency === filter.urgency) : duties;
  const number = (count: number) => (whole ? ` ${count}` : "");
  return (
    <div className={css.bar}>
      <button type="button" className={css.chip} aria-pressed={!filter.topic} onClick={() => show({ ...filter, topic: undefined })}>
        {t("queue.all")}
        {number(within.length)}
      </button>
      {topics(within).map(([topic, count]) => (
        <button key={topic} type="button" className={css.chip} aria-pressed={filter.topic === topic} onClick={() => show({ ...filter, topic: filter.topic === topic ? undefined : topic })}>
          {t(`queue.topic.${topic as "form"}`)}
          {number(count)}
        </button>
      ))}
      <span className="sp" />
      <span className="sm mut">{t("queue.byDue")}</span>
    </div>
  );
}

function Nothing({ filter, soon, show }: { filter: Filter; soon: number; show: (next: Filter) => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  if (filter.urgency === "overdue" && soon > 0) return <Empty action={<Button onClick={() => show({ whose: filter.whose, urgency: "soon" })}>{t("queue.showSoon")}</Button>}>{t("queue.noneOverdueSoon", { count: soon })}</Empty>;
  if (filter.urgency || filter.topic) return <Empty action={<Button onClick={() => show({ whose: filter.whose })}>{t("act.clear")}</Button>}>{t("queue.noneHere")}</Empty>;
  return <Empty action={<Button onClick={() => void navigate({ to: "/deals" })}>{t("queue.toDeals")}</Button>}>{t("queue.none")}</Empty>;
}

function Keys() {
  const { t } = useTranslation();
  return (
    <p className={css.keys} aria-hidden="true">
      <span><kbd>J</kbd> <kbd>K</kbd> {t("queue.key.move")}</span>
      <span><kbd>Enter</kbd> {t("queue.key.open")}</span>
      <span><kbd>A</kbd> {t("queue.key.approve")}</span>
      <span><kbd>R</kbd> {t("queue.key.return")}</span>
      <span><kbd>C</kbd> {t("queue.key.follow")}</span>
      <span><kbd>?</kbd> {t("queue.key.all")}</span>
    </p>
  );
}
