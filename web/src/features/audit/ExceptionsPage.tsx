/** The register of exceptions: every named way past a gate, who asked, who agreed, and how it ended. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { PageHead, Rows } from "@/light/Page";
import { Empty, Failure, Waiting } from "@/light/states";
import { Tag, type Tone } from "@/light/Tag";
import { read, type Schemas } from "@/lib/api";
import { moment } from "@/lib/due";
import { label } from "@/lib/i18n";
import { nameOf, namesOf } from "@/lib/names";
import { processQuery } from "@/lib/process";
import { between } from "@/lib/zone";
import { Days } from "./FilterBar";
import css from "./audit.module.css";

type Line = Schemas["InboxLine"];

interface Address {
  gate?: string;
  from?: string;
  to?: string;
  granted?: string;
}

const RESULT: Record<string, Tone> = { approved: "amber", rejected: "red", returned: "red" };
const NONE: Address = { gate: undefined, from: undefined, to: undefined, granted: undefined };

export default function ExceptionsPage() {
  const { t } = useTranslation();
  const search = useSearch({ strict: false }) as Address;
  const navigate = useNavigate();
  const put = (next: Address) => void navigate({ to: ".", search: (before: Address) => ({ ...before, ...next }), replace: true });
  const query = { gate: search.gate, granted: search.granted === "1" || undefined, ...between(search.from, search.to) };
  const list = useInfiniteQuery({
    queryKey: ["approvals", "exceptions", query],
    queryFn: ({ pageParam, signal }) => read("/exceptions", { query: { ...query, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const lines = list.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = Object.values(search).some(Boolean);
  return (
    <>
      <PageHead title={t("exception.title")} note={t("exception.note")} />
      <Card label={t("exception.title")}>
        <Filters search={search} put={put} />
        {list.error ? <Failure error={list.error} retry={() => void list.refetch()} /> : null}
        {list.isPending ? <Waiting rows={6} /> : null}
        {list.data && !lines.length ? <Empty action={filtered ? <Button onClick={() => put(NONE)}>{t("act.clear")}</Button> : undefined}>{t(filtered ? "exception.noneFound" : "exception.none")}</Empty> : null}
        {lines.length ? (
          <Rows label={t("exception.title")} heads={[t("exception.asked"), t("exception.about"), t("audit.deal"), t("exception.by"), t("exception.state")]}>
            {lines.map((line) => (
              <Exception key={line.id} line={line} />
            ))}
          </Rows>
        ) : null}
        {list.hasNextPage ? (
          <p className={css.more}>
            <Button small busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t("history.more")}</Button>
          </p>
        ) : null}
      </Card>
    </>
  );
}

function Exception({ line }: { line: Line }) {
  const { t } = useTranslation();
  return (
    <tr>
      <td>{moment(line.requested_at)}</td>
      <td>{line.about}</td>
      <td>
        <Link to="/deals/$id" params={{ id: line.deal.id }}>{line.deal.number}</Link>
        <p className="sm mut">{nameOf(line.deal.account)}</p>
      </td>
      <td>{nameOf(line.submitter)}</td>
      <td>
        {line.result ? <Tag tone={RESULT[line.result] ?? "plain"}>{t(`exception.result.${line.result as "approved"}`, { defaultValue: line.result })}</Tag> : <Tag tone="blue">{t("exception.open", { step: line.step, count: line.step_count })}</Tag>}
        {line.waiting_for.length ? <p className="sm mut">{t("exception.waits", { names: namesOf(line.waiting_for) })}</p> : null}
      </td>
    </tr>
  );
}

function Filters({ search, put }: { search: Address; put: (next: Address) => void }) {
  const { t } = useTranslation();
  const { data: process } = useQuery(processQuery);
  return (
    <div className={css.filters}>
      <select className="field" aria-label={t("rule.kind.gate")} value={search.gate ?? ""} onChange={(event) => put({ gate: event.target.value || undefined })}>
        <option value="">{t("exception.anyGate")}</option>
        {Object.entries(process?.gates ?? {}).map(([key, gate]) => (
          <option key={key} value={key}>{`${key} ${label(gate.name)}`}</option>
        ))}
      </select>
      <Days from={search.from} to={search.to} put={put} />
      <label>
        <input type="checkbox" checked={search.granted === "1"} onChange={(event) => put({ granted: event.target.checked ? "1" : undefined })} /> {t("exception.grantedOnly")}
      </label>
    </div>
  );
}
