/** Requests for exports of many contacts: who asks for what and why; somebody else allows it, and then it is taken once. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useQuery } from "@tanstack/react-query";
import { accountQuery } from "@/features/accounts/model";
import { type Act, ActDialog } from "@/features/settings/ActDialog";
import { useMay } from "@/features/settings/duties";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Right, Rows } from "@/light/Page";
import { Tag } from "@/light/Tag";
import { type Page, read, type Row } from "@/lib/api";
import { moment } from "@/lib/due";
import { nameOf } from "@/lib/names";
import { usePages } from "@/lib/pages";
import { rowsQuery } from "@/lib/reference";
import { useSession } from "@/lib/session";
import { More } from "@/light/Paged";
import ExportButton from "./ExportButton";
import css from "./export.module.css";

type Standing = "waiting" | "approved" | "refused" | "withdrawn" | "used";
type Request = Row<{ list: string; filters: Record<string, string>; contacts: number; reason: string; asked_by: string | null; asked_at: string; standing: Standing; decided_by: string | null; opinion: string | null; valid_until: string | null }>;

const TONES = { waiting: "amber", approved: "green", refused: "red", withdrawn: "plain", used: "plain" } as const;

export function Requests() {
  const { t } = useTranslation();
  const [act, setAct] = useState<Act>();
  const pages = usePages(["reference", "/export-requests"], async (cursor, signal) => (await read("/export-requests", { query: { limit: 50, cursor }, signal })) as unknown as Page<Request>);
  if (!pages.rows.length) return null;
  const rows = [...pages.rows].sort((a, b) => b.asked_at.localeCompare(a.asked_at));
  const heads = [t("audit.when"), t("export.requests.by"), t("export.what"), { word: t("export.requests.contacts"), right: true }, t("export.reason"), t("export.requests.state"), ""];
  return (
    <div className={css.requests}><Card title={t("export.requests.title")} beside={<span className="sm mut">{t("export.requests.note")}</span>}>
      <Rows label={t("export.requests.title")} heads={heads}>{rows.map((request) => <Line key={request.id} request={request} ask={setAct} />)}</Rows>
      <More pages={pages} />
      {act ? <ActDialog act={act} close={() => setAct(undefined)} /> : null}
    </Card></div>
  );
}

function Line({ request, ask }: { request: Request; ask: (act: Act) => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const session = useSession();
  const { data: people = [] } = useQuery(rowsQuery("/users"));
  const account = request.filters.account;
  const { data: customer } = useQuery({ ...accountQuery(account ?? ""), enabled: !!account, retry: false });
  const name = (id: string | null) => nameOf(people.find((one) => one.id === id));
  const what = [t(`export.list.${request.list as "contacts"}`, { defaultValue: request.list }), customer?.name].filter(Boolean).join(" · ");
  const { standing, contacts, reason, version } = request;
  const isMine = request.asked_by === session?.person.id;
  const path = `/export-requests/${request.id}`;
  const opinion = [{ key: "opinion", word: t("export.requests.opinion"), kind: "text" as const }];
  const note = t("export.requests.approveNote", { name: name(request.asked_by), what, contacts, reason });
  const approve = () => ask({ path, type: "approve_export", version, title: t("export.requests.approve"), note, fields: opinion });
  const refuse = () => ask({ path, type: "refuse_export", version, title: t("export.requests.refuse"), note, fields: opinion });
  const withdraw = () => ask({ path, type: "withdraw_export_request", version, title: t("export.requests.withdraw"), note: t("export.requests.withdrawNote") });
  const decides = standing === "waiting" && !isMine && may("approve_export");
  return (
    <tr>
      <td>{moment(request.asked_at)}</td>
      <td>{name(request.asked_by)}</td>
      <td>{what}</td>
      <Right>{contacts}</Right>
      <td>{reason}</td>
      <td>
        <Tag tone={TONES[standing]}>{t(`export.requests.${standing}`)}</Tag> {request.decided_by ? name(request.decided_by) : null}
        {standing === "approved" && request.valid_until ? <span className="sm mut"> {t("export.requests.until", { until: moment(request.valid_until) })}</span> : null}
        {request.opinion ? <p className="sm mut">{request.opinion}</p> : null}
      </td>
      <td><span className={css.acts}>
        {decides ? <Button small look="primary" onClick={approve}>{t("export.requests.approve")}</Button> : null}
        {decides ? <Button small look="text" onClick={refuse}>{t("export.requests.refuse")}</Button> : null}
        {isMine && standing === "approved" ? <ExportButton list={request.list} query={request.filters} /> : null}
        {isMine && (standing === "waiting" || standing === "approved") ? <Button small look="text" onClick={withdraw}>{t("export.requests.withdraw")}</Button> : null}
      </span></td>
    </tr>
  );
}
