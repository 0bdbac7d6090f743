/** An approval in a list: what, for whom, who asked, in whose hands since when. */
import { useTranslation } from "react-i18next";
import { Tag } from "@/light/Tag";
import { moment } from "@/lib/due";
import { shortYuan, yuan } from "@/lib/money";
import { nameOf, namesOf } from "@/lib/names";
import type { Box, InboxLine } from "./model";
import css from "./approvals.module.css";

interface Props {
  line: InboxLine;
  box: Box;
  here: boolean;
  /** Absent where nothing is picked. */
  picked?: boolean;
  pick: () => void;
  open: () => void;
}

export function InboxRow({ line, box, here, picked, pick, open }: Props) {
  const { t, i18n } = useTranslation();
  return (
    <li data-line={line.id} aria-current={here || undefined}>
      {picked === undefined ? null : <input type="checkbox" checked={picked} aria-label={t("approval.select", { name: line.about })} onChange={pick} />}
      <button type="button" aria-current={here || undefined} onClick={open}>
        <b>
          {line.about} · {nameOf(line.deal.account)}
        </b>
        <span className={css.state}>
          <State line={line} box={box} />
        </span>
        <small>
          {line.deal.number} · {line.name} · {nameOf(line.submitter)} {moment(line.requested_at)}
          {line.deal.amount_minor ? <span title={yuan(line.deal.amount_minor)}> · {shortYuan(line.deal.amount_minor, i18n.language)}</span> : null}
        </small>
        {line.on_behalf_of ? <small><Tag tone="blue">{t("approval.inPlaceOf", { name: nameOf(line.on_behalf_of) })}</Tag></small> : null}
        <small className={css.state}>{line.result ? null : t("approval.step", { step: line.step, all: line.step_count })}</small>
      </button>
    </li>
  );
}

function State({ line, box }: { line: InboxLine; box: Box }) {
  const { t } = useTranslation();
  if (line.blocked) return <Tag tone="red" icon="warn">{t("approval.blocked")}</Tag>;
  if (line.result) return <Tag tone={line.result === "approved" ? "green" : "plain"}>{t(`approval.result.${line.result as "approved"}`)}</Tag>;
  if (box === "todo") return <span className="sm mut">{line.step_since ? t("approval.sinceShort", { at: moment(line.step_since) }) : ""}</span>;
  return <Tag tone="amber">{t("approval.waitsFor", { name: namesOf(line.waiting_for) })}</Tag>;
}
