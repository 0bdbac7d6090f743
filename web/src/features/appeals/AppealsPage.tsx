/** Appeals about who owns a customer: one's own and their outcome, and those to be decided. */
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Chips, PageHead, Rows } from "@/light/Page";
import { Paged } from "@/light/Paged";
import { Empty } from "@/light/states";
import { Tag } from "@/light/Tag";
import { read, type Schemas } from "@/lib/api";
import { moment } from "@/lib/due";
import { nameOf } from "@/lib/names";
import { usePages } from "@/lib/pages";
import { Decide } from "./Decide";
import { FileAppeal } from "./FileAppeal";

type Line = Schemas["AppealLine"];

export default function AppealsPage() {
  const { t } = useTranslation();
  const { all } = useSearch({ strict: false }) as { all?: string };
  const navigate = useNavigate();
  const [deciding, decide] = useState<Line>();
  const [again, setAgain] = useState<Line>();
  const open = all !== "1";
  const pages = usePages(["appeals", open], (cursor, signal) => read("/appeals", { query: { open, limit: 50, cursor }, signal }));
  return (
    <>
      <PageHead title={t("appeal.title")} note={t("appeal.note")}>
        <Chips label={t("appeal.state")} chips={[{ key: "open", word: t("appeal.openOnly") }, { key: "all", word: t("appeal.all") }]} chosen={open ? "open" : "all"} choose={(key) => void navigate({ to: ".", search: { all: key === "all" ? "1" : undefined }, replace: true })} />
      </PageHead>
      <Card label={t("appeal.title")}>
        <Paged pages={pages} none={<Empty>{t("appeal.none")}</Empty>}>
          {(lines) => (
            <Rows stacked label={t("appeal.title")} heads={[t("appeal.customer"), t("appeal.by"), t("appeal.against"), t("appeal.why"), t("appeal.filedAt"), t("appeal.state"), ""]}>
              {lines.map((line) => (
                <Row key={`${line.account_appeal ?? line.deal ?? ""}${line.filed_at}${line.by.id}`} line={line} decide={() => decide(line)} again={() => setAgain(line)} />
              ))}
            </Rows>
          )}
        </Paged>
      </Card>
      {deciding ? <Decide line={deciding} close={() => decide(undefined)} /> : null}
      {again?.customer ? <FileAppeal name={again.customer} close={() => setAgain(undefined)} /> : null}
    </>
  );
}

function Row({ line, decide, again }: { line: Line; decide: () => void; again: () => void }) {
  const { t } = useTranslation();
  return (
    <tr>
      <td>
        {line.customer}
        {line.deal ? <p className="sm"><Link to="/deals/$id" params={{ id: line.deal }}>{line.number}</Link></p> : null}
      </td>
      <td>
        {nameOf(line.by)}
        <p className="sm mut">{line.by_department ? nameOf(line.by_department) : ""} · {t(line.level === 1 ? "appeal.level_1" : "appeal.level_2")}</p>
      </td>
      <td>
        {line.against ? nameOf(line.against) : ""}
        <p className="sm mut">{[nameOf(line.department), line.account_appeal ? t("appeal.noDeal") : ""].filter(Boolean).join(" · ")}</p>
        {line.holder ? <p className="sm mut">{t("appeal.holder", { name: nameOf(line.holder) })}</p> : null}
      </td>
      <td>
        {line.reason}
        {line.evidence ? <p className="sm mut">{t("appeal.evidence", { count: line.evidence })}</p> : null}
      </td>
      <td>{moment(line.filed_at)}</td>
      <td>
        <Outcome line={line} />
      </td>
      <td>
        {line.may_decide ? <Button small look="primary" onClick={decide}>{t("appeal.decide")}</Button> : null}
        {line.may_appeal ? <Button small onClick={again}>{t("appeal.again")}</Button> : null}
      </td>
    </tr>
  );
}

function Outcome({ line }: { line: Line }) {
  const { t } = useTranslation();
  if (!line.decided_at) {
    return (
      <>
        <Tag tone="amber">{t("appeal.waiting")}</Tag>
        {line.due_at ? <p className="sm mut">{t("appeal.due")} {moment(line.due_at)}</p> : null}
      </>
    );
  }
  return (
    <>
      <Tag tone={line.upheld ? "green" : "plain"}>{t(line.upheld ? "appeal.upheld" : "appeal.refused")}</Tag>
      {line.opinion ? <p className="sm mut">{line.opinion}</p> : null}
      {line.shares.map((share) => (
        <p key={share.person.id} className="sm mut">{`${nameOf(share.person)} ${share.percent}%`}</p>
      ))}
    </>
  );
}
