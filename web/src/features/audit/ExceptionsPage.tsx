/** The register of exceptions: every named way past a gate, who asked, who agreed, and how it ended. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { PageHead, Right, Rows } from "@/light/Page";
import { Paged } from "@/light/Paged";
import { Empty } from "@/light/states";
import { Tag, type Tone } from "@/light/Tag";
import { read, type Schemas } from "@/lib/api";
import { elapsed, moment } from "@/lib/due";
import { label } from "@/lib/i18n";
import { yuan } from "@/lib/money";
import { nameOf, namesOf } from "@/lib/names";
import { usePages } from "@/lib/pages";
import { processQuery } from "@/lib/process";
import { between } from "@/lib/zone";
import ExportButton from "../export/ExportButton";
import { Days, OfDepartment } from "./FilterBar";
import css from "./audit.module.css";

type Line = Schemas["InboxLine"];

interface Address {
  gate?: string;
  condition?: string;
  department?: string;
  owner?: string;
  from?: string;
  to?: string;
  granted?: string;
  open?: string;
}

const RESULT: Record<string, Tone> = { approved: "amber", rejected: "red", returned: "red" };
const NONE: Address = { gate: undefined, condition: undefined, department: undefined, owner: undefined, from: undefined, to: undefined, granted: undefined, open: undefined };

export default function ExceptionsPage() {
  const { t } = useTranslation();
  const search = useSearch({ strict: false }) as Address;
  const navigate = useNavigate();
  const put = (next: Address) => void navigate({ to: ".", search: (before: Address) => ({ ...before, ...next }), replace: true });
  const query = { gate: search.gate, condition: search.condition, department: search.department, owner: search.owner, granted: search.granted === "1" || undefined, open: search.open === "1" || undefined, ...between(search.from, search.to) };
  const pages = usePages(["approvals", "exceptions", query], (cursor, signal) => read("/exceptions", { query: { ...query, limit: 50, cursor }, signal }));
  const filtered = Object.values(search).some(Boolean);
  return (
    <>
      <PageHead title={t("exception.title")} note={t("exception.note")}>
        <ExportButton list="exceptions" query={query} />
      </PageHead>
      <Card label={t("exception.title")}>
        <Filters search={search} put={put} />
        <Paged pages={pages} none={<Empty action={filtered ? <Button onClick={() => put(NONE)}>{t("act.clear")}</Button> : undefined}>{t(filtered ? "exception.noneFound" : "exception.none")}</Empty>}>
          {(lines) => (
            <Rows label={t("exception.title")} heads={[t("exception.asked"), t("exception.about"), t("audit.deal"), { word: t("exception.amount"), right: true }, t("exception.by"), t("exception.state"), { word: t("exception.age"), right: true }]}>
              {lines.map((line) => (
                <Exception key={line.id} line={line} />
              ))}
            </Rows>
          )}
        </Paged>
      </Card>
    </>
  );
}

function Exception({ line }: { line: Line }) {
  const { t } = useTranslation();
  const { gate } = (line.subject as { exception?: { gate: string } }).exception ?? {};
  return (
    <tr>
      <td className={css.nowrap}>{moment(line.requested_at)}</td>
      <td className={css.about}>
        {gate ? <Tag>{gate}</Tag> : null} {line.about}
      </td>
      <td className={css.nowrap}>
        <Link to="/deals/$id" params={{ id: line.deal.id }}>{line.deal.number}</Link>
        <p className="sm mut">{nameOf(line.deal.account)}</p>
      </td>
      <Right>{line.deal.amount_minor ? yuan(line.deal.amount_minor) : "—"}</Right>
      <td className={css.nowrap}>
        {nameOf(line.submitter)}
        <p className="sm mut">{nameOf(line.deal.department)}</p>
      </td>
      <td className={css.nowrap}>
        {line.result ? <Tag tone={RESULT[line.result] ?? "plain"}>{t(`exception.result.${line.result as "approved"}`, { defaultValue: line.result })}</Tag> : <Tag tone="blue">{t("exception.open", { step: line.step, count: line.step_count })}</Tag>}
        {line.waiting_for.length ? <p className="sm mut">{t("exception.waits", { names: namesOf(line.waiting_for) })}{line.step_since ? ` · ${t("exception.since", { at: moment(line.step_since) })}` : ""}</p> : null}
      </td>
      <Right>{line.result ? "—" : elapsed(line.requested_at)}</Right>
    </tr>
  );
}

function Filters({ search, put }: { search: Address; put: (next: Address) => void }) {
  const { t } = useTranslation();
  const { data: process } = useQuery(processQuery);
  const conditions = (process?.gates[search.gate ?? ""]?.conditions ?? []).filter((one) => one.exceptable);
  return (
    <div className={css.filters}>
      <select className="field" aria-label={t("rule.kind.gate")} value={search.gate ?? ""} onChange={(event) => put({ gate: event.target.value || undefined, condition: undefined })}>
        <option value="">{t("exception.anyGate")}</option>
        {Object.entries(process?.gates ?? {}).map(([key, gate]) => (
          <option key={key} value={key}>{`${key} ${label(gate.name)}`}</option>
        ))}
      </select>
      {conditions.length ? (
        <select className="field" aria-label={t("exception.about")} value={search.condition ?? ""} onChange={(event) => put({ condition: event.target.value || undefined })}>
          <option value="">{t("exception.anyCondition")}</option>
          {conditions.map((one) => (
            <option key={one.key} value={one.key}>{label(one.missing)}</option>
          ))}
        </select>
      ) : null}
      <OfDepartment chosen={search.department} choose={(department) => put({ department })} />
      <Days from={search.from} to={search.to} put={put} />
      <select className="field" aria-label={t("exception.state")} value={search.granted === "1" ? "granted" : search.open === "1" ? "open" : ""} onChange={(event) => put({ granted: event.target.value === "granted" ? "1" : undefined, open: event.target.value === "open" ? "1" : undefined })}>
        <option value="">{t("exception.anyState")}</option>
        <option value="open">{t("exception.openOnly")}</option>
        <option value="granted">{t("exception.result.approved")}</option>
      </select>
    </div>
  );
}
