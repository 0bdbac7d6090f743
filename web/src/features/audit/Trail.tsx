/** What happened to all deals, command by command: who, when, by which way, what it changed. */
import { Link } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { Avatar } from "@/light/Avatar";
import { Icon } from "@/light/Icon";
import { Paged } from "@/light/Paged";
import { Empty } from "@/light/states";
import { Tag } from "@/light/Tag";
import { read, type Schemas } from "@/lib/api";
import { moment } from "@/lib/due";
import { nameOf } from "@/lib/names";
import { usePages } from "@/lib/pages";
import { type Filters, historyQueryOf } from "./filters";
import css from "./audit.module.css";

type Line = Schemas["TrailLine"];

/** Of all deals; with `account` of that customer, its people and its deals. */
export function Trail({ filters, account }: { filters: Filters; account?: string }) {
  const { t } = useTranslation();
  const query = { ...historyQueryOf(filters), account };
  const pages = usePages(["history", "all", query], (cursor, signal) => read("/history", { query: { ...query, limit: 30, cursor }, signal }));
  return (
    <Paged pages={pages} none={<Empty>{t("audit.noHistory")}</Empty>}>
      {(lines) => (
        <ol className={css.trail}>
          {lines.map((line) => (
            <Entry key={line.id} line={line} />
          ))}
        </ol>
      )}
    </Paged>
  );
}

function Entry({ line }: { line: Line }) {
  const { t } = useTranslation();
  return (
    <li>
      <time className="sm mut" dateTime={line.at}>{moment(line.at)}</time>
      {line.by ? <Avatar name={nameOf(line.by)} /> : <span className="av" aria-hidden="true"><Icon name="clock" size={14} /></span>}
      <div>
        <p>
          <b>{line.by ? nameOf(line.by) : t("audit.system")}</b> {line.name}
        </p>
        <ul className={css.told}>
          {line.lines.map((one) => (
            <li key={one.seq}>
              <small className="mut">#{one.seq}</small> {one.document && line.deal ? <Link to="/deals/$id/documents/$document" params={{ id: line.deal.id, document: one.document }}>{one.text}</Link> : one.text}
              {one.note ? <q>{one.note}</q> : null}
            </li>
          ))}
        </ul>
        {line.changes.length ? <Changes changes={line.changes} /> : null}
      </div>
      <div className={css.where}>
        {line.deal ? <Link to="/deals/$id" params={{ id: line.deal.id }}>{line.deal.number}</Link> : null}
        <small className="mut">{line.deal ? nameOf(line.deal.account) : t("audit.notSeen")}</small>
      </div>
      <Tag>{viaWord(t, line.via)}</Tag>
    </li>
  );
}

function Changes({ changes }: { changes: Line["changes"] }) {
  const { t } = useTranslation();
  return (
    <dl className={css.changes}>
      {changes.map((change) => (
        <div key={change.field}>
          <dt>{t(`audit.field.${change.field as "stage"}`, { defaultValue: change.field })}</dt>
          <dd>
            <del>{change.before ?? t("audit.nothing")}</del>
            <span aria-hidden="true"> → </span>
            <ins>{change.after ?? t("audit.nothing")}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The way by which a command came. */
export function viaWord(t: TFunction, word: string): string {
  return t(`audit.viaWord.${word as "api"}`, { defaultValue: word });
}
