/** Imports: a file of what kind, what came before; or, with one chosen in the address, that one step by step. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "@/light/Card";
import { Icon } from "@/light/Icon";
import { Chips, PageHead, Right, Rows } from "@/light/Page";
import { Paged } from "@/light/Paged";
import { Empty, Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { read } from "@/lib/api";
import { moment } from "@/lib/due";
import { usePages } from "@/lib/pages";
import { Batches } from "./Batches";
import { ImportSteps } from "./ImportSteps";
import { begin, type Import, kindsQuery, rowsOf, STATE_TONE } from "./imports";
import css from "./imports.module.css";

export default function ImportsPage() {
  const { t } = useTranslation();
  const { id } = useSearch({ strict: false }) as { id?: string };
  if (id) return <ImportSteps key={id} id={id} />;
  return (
    <>
      <PageHead title={t("imports.title")} note={t("imports.note")} />
      <Begin />
      <Batches />
      <Before />
    </>
  );
}

function Begin() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const kinds = useQuery(kindsQuery);
  const mine = kinds.data?.filter((kind) => kind.may) ?? [];
  const [chosen, choose] = useState<string>();
  const kind = chosen ?? mine[0]?.key;
  const sent = useMutation({ mutationFn: (file: File) => begin(kind ?? "", file), onSuccess: (begun) => void navigate({ to: "/imports", search: { id: begun.id } }) });
  const take = (files: FileList | null) => files?.[0] && sent.mutate(files[0]);
  if (kinds.isPending) return <Waiting rows={4} />;
  if (kinds.error) return <Failure error={kinds.error} retry={() => void kinds.refetch()} />;
  if (!mine.length) return <Empty>{t("imports.notYours")}</Empty>;
  return (
    <Card title={t("imports.begin")} className={css.begin}>
      <div className={css.body}>
        <p className="mut">{t("imports.whichKind")}</p>
        <Chips label={t("imports.kind")} chips={mine.map((one) => ({ key: one.key, word: one.name }))} chosen={kind ?? ""} choose={choose} />
        <label className={css.drop}>
          <input type="file" accept=".xlsx,.csv,.txt,text/csv" disabled={sent.isPending} onChange={(event) => { take(event.target.files); event.target.value = ""; }} />
          <Icon name="attachment" size={22} />
          <b>{t(sent.isPending ? "imports.reading" : "imports.drop")}</b>
          <span className="sm mut">{t("imports.limits")}</span>
        </label>
        {sent.error ? <Failure error={sent.error} /> : null}
      </div>
    </Card>
  );
}

function Before() {
  const { t } = useTranslation();
  const pages = usePages(["imports", "list"], (cursor, signal) => read("/imports", { query: { limit: 50, cursor }, signal }));
  const kinds = useQuery(kindsQuery);
  const nameOf = (kind: string) => kinds.data?.find((one) => one.key === kind)?.name ?? kind;
  return (
    <Card title={t("imports.before")}>
      <Paged pages={pages} none={<Empty>{t("imports.none")}</Empty>}>
        {(lines) => (
          <Rows label={t("imports.before")} heads={[t("imports.file"), t("imports.kind"), t("imports.state"), { word: t("imports.verdict.new"), right: true }, { word: t("imports.verdict.update"), right: true }, { word: t("imports.needsLook"), right: true }, t("imports.by"), t("imports.at")]}>
            {lines.map((one) => (
              <Line key={one.id} one={one} kind={nameOf(one.kind)} />
            ))}
          </Rows>
        )}
      </Paged>
    </Card>
  );
}

function Line({ one, kind }: { one: Import; kind: string }) {
  const { t } = useTranslation();
  const marks = one.started_at ? one.became : one.checked;
  return (
    <tr>
      <td><Link to="/imports" search={{ id: one.id }}>{one.file_name}</Link></td>
      <td>{kind}</td>
      <td><Tag tone={STATE_TONE[one.state]}>{t(`imports.states.${one.state as "done"}`)}</Tag></td>
      <Right>{rowsOf(marks, "new")}</Right>
      <Right>{rowsOf(marks, "update")}</Right>
      <Right>{rowsOf(marks, "duplicate") + rowsOf(marks, "error")}</Right>
      <td>{one.by_name}</td>
      <td>{moment(one.created_at)}</td>
    </tr>
  );
}
