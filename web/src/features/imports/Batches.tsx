/** Migration batches: what somebody prepared, what it would open and where, and the signature of a second person. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Act, ActDialog } from "@/features/settings/ActDialog";
import { useMay } from "@/features/settings/duties";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Right, Rows } from "@/light/Page";
import { Paged } from "@/light/Paged";
import { Empty } from "@/light/states";
import { Tag } from "@/light/Tag";
import { type Page, read, type Row } from "@/lib/api";
import { moment } from "@/lib/due";
import { label } from "@/lib/i18n";
import { nameOf } from "@/lib/names";
import { usePages } from "@/lib/pages";
import { processQuery } from "@/lib/process";
import { rowsQuery } from "@/lib/reference";
import { useSession } from "@/lib/session";
import css from "./imports.module.css";

type Batch = Row<{ name: string; digest: string; counts: Record<string, number>; prepared_by: string | null; prepared_at: string; signed_by: string | null; signed_at: string | null; opinion: string | null; withdrawn: boolean }>;

export function Batches() {
  const { t } = useTranslation();
  const [act, setAct] = useState<Act>();
  const pages = usePages(["reference", "/migration-batches"], async (cursor, signal) => (await read("/migration-batches", { query: { limit: 50, cursor }, signal })) as unknown as Page<Batch>);
  if (!pages.rows.length) return null;
  const heads = [t("imports.batch.name"), { word: t("imports.batch.deals"), right: true }, t("imports.batch.stages"), t("imports.batch.prepared"), t("imports.state"), ""];
  return (
    <Card title={t("imports.batch.title")} beside={<span className="sm mut">{t("imports.batch.note")}</span>}>
      <Paged pages={pages} none={<Empty>{t("imports.batch.none")}</Empty>}>
        {(batches) => <Rows label={t("imports.batch.title")} heads={heads}>{batches.map((batch) => <Line key={batch.id} batch={batch} ask={setAct} />)}</Rows>}
      </Paged>
      {act ? <ActDialog act={act} close={() => setAct(undefined)} /> : null}
    </Card>
  );
}

function Line({ batch, ask }: { batch: Batch; ask: (act: Act) => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const session = useSession();
  const { data: process } = useQuery(processQuery);
  const { data: people = [] } = useQuery(rowsQuery("/users"));
  const name = (id: string | null) => (id ? nameOf(people.find((one) => one.id === id)) : t("imports.batch.system"));
  const stages = (process?.stages ?? []).filter((one) => batch.counts[one.stage]).map((one) => `${label(one.name)} ${batch.counts[one.stage]}`);
  const deals = Object.values(batch.counts).reduce((sum, count) => sum + count, 0);
  const isOpen = !batch.signed_at && !batch.withdrawn;
  const path = `/migration-batches/${batch.id}`;
  const sign = () => ask({ path, type: "sign_migration", version: batch.version, title: t("imports.batch.sign"), note: t("imports.batch.signNote", { name: batch.name, deals, stages: stages.join(" · "), digest: batch.digest }), fields: [{ key: "opinion", word: t("imports.batch.opinion"), kind: "text" }], body: ({ opinion }) => ({ opinion, digest: batch.digest }) });
  const withdraw = () => ask({ path, type: "withdraw_migration", version: batch.version, title: t("imports.batch.withdraw"), note: t("imports.batch.withdrawNote") });
  return (
    <tr>
      <td><b>{batch.name}</b> <code className="sm mut" title={batch.digest}>{batch.digest.slice(0, 8)}</code></td>
      <Right>{deals}</Right>
      <td>{stages.join(" · ")}</td>
      <td>{name(batch.prepared_by)} {moment(batch.prepared_at)}</td>
      <td>{batch.signed_at ? <span title={batch.opinion ?? undefined}><Tag tone="green">{t("imports.batch.signed")}</Tag> {name(batch.signed_by)} {moment(batch.signed_at)}</span> : <Tag tone={isOpen ? "amber" : "plain"}>{t(isOpen ? "imports.batch.waits" : "imports.batch.withdrawn")}</Tag>}</td>
      <td><span className={css.acts}>
        {isOpen && may("sign_migration") && batch.prepared_by !== session?.person.id ? <Button small look="primary" onClick={sign}>{t("imports.batch.sign")}</Button> : null}
        {isOpen && may("withdraw_migration") ? <Button small look="text" onClick={withdraw}>{t("imports.batch.withdraw")}</Button> : null}
      </span></td>
    </tr>
  );
}
