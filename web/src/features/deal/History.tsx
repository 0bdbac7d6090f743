/** What happened, in people's words, the latest first. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Avatar } from "@/light/Avatar";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Failure, Waiting } from "@/light/states";
import { moment } from "@/lib/due";
import { read } from "@/lib/api";
import { nameOf } from "@/lib/names";
import css from "./deal.module.css";

export function History({ deal, limit = 50, all }: { deal: string; limit?: number; all?: boolean }) {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: ["history", deal, limit],
    queryFn: ({ pageParam, signal }) => read("/deals/{id}/history", { path: { id: deal }, query: { limit, cursor: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const lines = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card title={t("history.title")}>
      {error ? <Failure error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Waiting /> : null}
      <ol className={css.events}>
        {lines.map((line) => (
          <li key={line.seq}>
            <span className="sm mut">{moment(line.at)}</span>
            {line.by ? <Avatar name={nameOf(line.by)} /> : <span className="av">⏱</span>}
            <div>
              {line.by ? `${nameOf(line.by)} ` : ""}
              {line.text}
              {all ? <small className="mut"> #{line.seq}</small> : null}
              {line.note ? <p>{line.note}</p> : null}
            </div>
          </li>
        ))}
      </ol>
      {hasNextPage ? (
        <p className={css.nothing}>
          <Button small busy={isFetching} onClick={() => void fetchNextPage()}>
            {t("history.more")}
          </Button>
        </p>
      ) : null}
    </Card>
  );
}
