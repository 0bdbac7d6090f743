/** What happened, in people's words, the latest first; by kind, and on the audit tab whole with places in the stream. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "@/light/Avatar";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Icon } from "@/light/Icon";
import { Segments } from "@/light/Segments";
import { Empty, Failure, Waiting } from "@/light/states";
import { read } from "@/lib/api";
import { moment } from "@/lib/due";
import { nameOf } from "@/lib/names";
import { isShown, type Shown } from "./history";
import type { HistoryLine } from "./model";
import css from "./deal.module.css";

const SHOWN: Shown[] = ["all", "follow", "approval", "change"];
const PAGE = 100;

export function History({ deal, limit, whole = false }: { deal: string; limit?: number; whole?: boolean }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<Shown>("all");
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: ["history", deal],
    queryFn: ({ pageParam, signal }) => read("/deals/{id}/history", { path: { id: deal }, query: { limit: PAGE, cursor: pageParam || undefined }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const lines = (data?.pages.flatMap((page) => page.items) ?? []).filter((line) => isShown(line, shown, whole));
  const seen = limit ? lines.slice(0, limit) : lines;
  return (
    <Card title={t(whole ? "history.whole" : limit ? "history.recent" : "history.title")} actions={<Segments label={t("history.filter")} options={SHOWN.map((one) => ({ key: one, name: t(`history.${one}`) }))} value={shown} onChange={setShown} />}>
      {error ? <Failure error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Waiting /> : null}
      {data && !seen.length ? <Empty>{t("history.none")}</Empty> : null}
      <ol className={css.events}>
        {seen.map((line) => (
          <Line key={line.seq} deal={deal} line={line} whole={whole} />
        ))}
      </ol>
      {hasNextPage && (!limit || lines.length < limit) ? (
        <p className={`${css.nothing} no-print`}>
          <Button small busy={isFetching} onClick={() => void fetchNextPage()}>
            {t("history.more")}
          </Button>
        </p>
      ) : null}
      {limit && (lines.length > limit || hasNextPage) ? (
        <p className={`${css.nothing} no-print`}>
          <Link to="/deals/$id" params={{ id: deal }} search={{ tab: "activity" } as never}>
            {t("history.seeAll")}
          </Link>
        </p>
      ) : null}
    </Card>
  );
}

function Line({ deal, line, whole }: { deal: string; line: HistoryLine; whole: boolean }) {
  const { t } = useTranslation();
  return (
    <li>
      <time className="sm mut" dateTime={line.at}>
        {moment(line.at)}
      </time>
      {line.by ? (
        <Avatar name={nameOf(line.by)} />
      ) : (
        <span className={`av ${css.system}`} title={t("history.system")}>
          <Icon name="clock" size={14} />
        </span>
      )}
      <div>
        {line.by && !line.text.startsWith(nameOf(line.by)) ? `${nameOf(line.by)} ` : ""}
        {line.document ? (
          <Link to="/deals/$id/documents/$document" params={{ id: deal, document: line.document }}>
            {line.text}
          </Link>
        ) : (
          line.text
        )}
        {whole ? <small className="mut"> #{line.seq}</small> : null}
        {line.note ? <q>{line.note}</q> : null}
      </div>
    </li>
  );
}
