/** What happened, in people's words, the latest first; by kind, and on the audit tab whole with places in the stream. */
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FileLink } from "@/features/document/FileLink";
import { Avatar } from "@/light/Avatar";
import { Card } from "@/light/Card";
import { Icon } from "@/light/Icon";
import { More } from "@/light/Paged";
import { Segments } from "@/light/Segments";
import { Empty, Failure, Waiting } from "@/light/states";
import { read } from "@/lib/api";
import { moment } from "@/lib/due";
import { nameOf } from "@/lib/names";
import { usePages } from "@/lib/pages";
import { isShown, type Shown } from "./history";
import type { HistoryLine } from "./model";
import css from "./deal.module.css";

const SHOWN: Shown[] = ["all", "follow", "approval", "change"];
const PAGE = 100;

export function History({ deal, limit, whole = false }: { deal: string; limit?: number; whole?: boolean }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<Shown>("all");
  const pages = usePages(["history", deal], (cursor, signal) => read("/deals/{id}/history", { path: { id: deal }, query: { limit: PAGE, cursor }, signal }));
  const lines = pages.rows.filter((line) => isShown(line, shown, whole));
  const seen = limit ? lines.slice(0, limit) : lines;
  return (
    <Card title={t(whole ? "history.whole" : limit ? "history.recent" : "history.title")} actions={<Segments label={t("history.filter")} options={SHOWN.map((one) => ({ key: one, name: t(`history.${one}`) }))} value={shown} onChange={setShown} />}>
      {pages.error ? <Failure error={pages.error} retry={pages.retry} /> : null}
      {!pages.first && pages.loading ? <Waiting /> : null}
      {pages.first && !seen.length ? <Empty>{t("history.none")}</Empty> : null}
      <ol className={css.events}>
        {seen.map((line) => (
          <Line key={line.seq} deal={deal} line={line} whole={whole} />
        ))}
      </ol>
      {!limit || lines.length < limit ? <More pages={pages} /> : null}
      {limit && (lines.length > limit || pages.hasMore) ? (
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
        {line.files.map((file) => (
          <FileLink key={file.sha256} className={css.file} digest={file.sha256} deal={deal}>
            {file.name}
          </FileLink>
        ))}
      </div>
    </li>
  );
}
