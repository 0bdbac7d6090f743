/** What one was told: by reason, unread first if wished, each a click from what it is about; and what one does not want to hear. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { More } from "@/light/Paged";
import { Segments } from "@/light/Segments";
import { Empty, Failure, Waiting } from "@/light/states";
import { clock, day, weekday } from "@/lib/due";
import { byDay, markRead, type Notice, noticesQuery, PAGES, reasonsQuery } from "./model";
import { Reasons } from "./Reasons";
import css from "./notices.module.css";

export default function NoticesPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { reason?: string; all?: string };
  const all = search.all === "1";
  const list = useInfiniteQuery(noticesQuery(search.reason, !all));
  const { data: reasons = [] } = useQuery(reasonsQuery);
  const notices = list.data?.pages.flatMap((page) => page.items) ?? [];
  const again = () => Promise.all([client.invalidateQueries({ queryKey: ["notices"] }), client.invalidateQueries({ queryKey: ["queue", "counts"] })]);
  const read = useMutation({ mutationFn: markRead, onSuccess: again });
  const show = (next: { reason?: string; all?: string }) => void navigate({ to: ".", search: Object.fromEntries(Object.entries(next).filter(([, value]) => value)), replace: true });
  const open = (notice: Notice) => {
    if (!notice.read_at) read.mutate({ id: notice.id });
    const page = PAGES[notice.reason as keyof typeof PAGES];
    if (notice.deal) void navigate({ to: "/deals/$id", params: { id: notice.deal } });
    else if (page) void navigate(page);
  };
  const latest = notices[0];
  return (
    <>
      <div className={css.head}>
        <h1>{t("notices.title")}</h1>
        <Segments large label={t("notices.list")} options={[{ key: "unread", name: t("notices.unread") }, { key: "all", name: t("notices.all") }]} value={search.reason ? undefined : all ? "all" : "unread"} onChange={(next) => show(next === "all" ? { all: "1" } : {})} />
        <span className="sp" />
        <Button small busy={read.isPending} disabled={!latest} onClick={() => latest && read.mutate({ last: latest.id })}>{t("notices.readAll")}</Button>
      </div>
      {read.error ? <Failure error={read.error} /> : null}
      <div className={css.page}>
        <Reasons reasons={reasons} shown={search.reason} show={(reason) => show({ reason, all: search.all })} />
        <section className="card" aria-label={t("notices.list")}>
          {list.error ? <Failure error={list.error} retry={() => void list.refetch()} /> : null}
          {list.isPending ? <Waiting rows={8} retry={() => void list.refetch()} /> : null}
          {byDay(notices, (at) => `${day(at)} ${weekday(at)}`).map(([date, those]) => (
            <section key={date} aria-label={date}>
              <h2 className={css.day}>{date}</h2>
              <ul>
                {those.map((notice) => (
                  <li key={notice.id} className={notice.read_at ? css.read : undefined}>
                    <button type="button" className={css.notice} onClick={() => open(notice)}>
                      <i aria-hidden="true" />
                      <span>
                        <b>
                          {notice.title}
                          {notice.read_at ? null : <span className="visually-hidden"> ({t("notices.new")})</span>}
                        </b>
                        <small>{notice.detail}</small>
                      </span>
                      <span className="sm mut">{clock(notice.at)}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          ))}
          {list.data && !notices.length ? <Empty action={all ? undefined : <Button onClick={() => show({ all: "1" })}>{t("notices.showAll")}</Button>}>{t(all ? "notices.none" : "notices.noneUnread")}</Empty> : null}
          <More pages={{ hasMore: list.hasNextPage, loading: list.isFetchingNextPage, more: () => void list.fetchNextPage() }} />
        </section>
      </div>
    </>
  );
}
