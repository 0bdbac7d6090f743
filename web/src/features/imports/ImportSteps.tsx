/** One import, step by step: what its columns mean, what its rows would become, how far it is, what became of it, and back out. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Dialog } from "@/light/Dialog";
import { PageHead } from "@/light/Page";
import { Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import type { Schemas } from "@/lib/api";
import { BuiltUpon } from "./BuiltUpon";
import { command, type Import, importQuery, isAtWork, rowsOf, STATE_TONE } from "./imports";
import css from "./imports.module.css";
import { MapColumns } from "./MapColumns";
import { RowVerdicts } from "./RowVerdicts";

const STEPS = ["file", "map", "check", "run", "result"] as const;

/** At which step an import stands. */
function stepOf(one: Import, mapping: boolean): number {
  if (mapping) return 1;
  const at: Record<string, number> = { read: 1, checking: 2, checked: 2, running: 3 };
  return at[one.state] ?? (one.started_at ? 4 : 1);
}

export function ImportSteps({ id }: { id: string }) {
  const { t } = useTranslation();
  const found = useQuery(importQuery(id));
  const [again, mapAgain] = useState(false);
  if (found.error && !found.data) return <Failure error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Waiting rows={8} />;
  const one = found.data;
  const isMapping = !isAtWork(one) && one.may.includes("map_import") && (again || one.state === "read" || one.state === "failed");
  const step = stepOf(one, isMapping);
  return (
    <>
      <PageHead title={one.file_name} note={<Tag tone={STATE_TONE[one.state]}>{t(`imports.states.${one.state as "done"}`)}</Tag>}>
        <Link to="/imports" className="btn">{t("imports.others")}</Link>
      </PageHead>
      <ol className={css.steps} aria-label={t("imports.steps")}>
        {STEPS.map((word, place) => (
          <li key={word} aria-current={place === step ? "step" : undefined} data-done={place < step || undefined}>{t(`imports.step.${word}`)}</li>
        ))}
      </ol>
      {one.fault ? <p className={css.fault} role="alert">{one.fault}</p> : null}
      {isMapping ? <MapColumns one={one} done={() => mapAgain(false)} /> : <Outcome one={one} mapAgain={() => mapAgain(true)} />}
    </>
  );
}

function Outcome({ one, mapAgain }: { one: Import; mapAgain: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [undoing, askUndo] = useState(false);
  const asked = useMutation({ mutationFn: (body: Schemas["ImportCommand"]) => command(one.id, body), onSuccess: (next) => client.setQueryData(importQuery(one.id).queryKey, next) });
  const isRun = !!one.started_at;
  const marks = isRun ? one.became : one.checked;
  const ready = rowsOf(one.checked, "new") + rowsOf(one.checked, "update");
  // The first run of open deals opens none: it puts them into a batch that somebody else signs.
  const prepares = one.kind === "deals" || one.kind === "receivables";
  const faulty = rowsOf(marks, "duplicate") + rowsOf(marks, "error");
  const may = (word: string) => one.may.includes(word) && !isAtWork(one);
  // What was listed before the work ended is not the whole.
  useEffect(() => {
    if (!isAtWork(one)) void client.invalidateQueries({ queryKey: ["imports", one.id, "rows"] });
  }, [client, one]);
  return (
    <>
      {isAtWork(one) ? <Progress one={one} cancel={one.may.includes("cancel_import") ? () => asked.mutate({ type: "cancel_import" }) : undefined} /> : null}
      {asked.error ? <Failure error={asked.error} /> : null}
      {one.state === "undone" ? <p className={css.told}>{one.built_upon ? t("imports.undoneBut", { count: one.built_upon }) : t("imports.undone")} {one.undo_reason}</p> : null}
      {one.built_upon && one.state !== "undone" ? <BuiltUpon id={one.id} count={one.built_upon} /> : null}
      {isAtWork(one) ? null : (
        <Card title={t(isRun ? "imports.became" : "imports.wouldBecome")} actions={
          <span className={css.acts}>
            {!isRun && may("map_import") ? <Button onClick={mapAgain}>{t("imports.mapAgain")}</Button> : null}
            {faulty && may("take_import_result") ? <Downloads id={one.id} /> : null}
            {may("undo_import") ? <Button look="danger" onClick={() => askUndo(true)}>{t("imports.undo")}</Button> : null}
            {may("run_import") ? <Button look="primary" disabled={!isRun && !ready && !prepares} busy={asked.isPending} onClick={() => asked.mutate({ type: "run_import" })}>{isRun ? t("imports.goOn") : t("imports.run", { count: ready })}</Button> : null}
          </span>
        }>
          <RowVerdicts one={one} pass={isRun ? "run" : "check"} marks={marks} />
        </Card>
      )}
      {undoing ? <Undo close={() => askUndo(false)} undo={(reason) => { askUndo(false); asked.mutate({ type: "undo_import", reason }); }} /> : null}
    </>
  );
}

function Downloads({ id }: { id: string }) {
  const { t } = useTranslation();
  return (
    <>
      <a className="btn" href={`/api/v1/imports/${id}/result?format=xlsx`} download>{t("imports.faultyXlsx")}</a>
      <a className="btn" href={`/api/v1/imports/${id}/result?format=csv`} download>{t("imports.faultyCsv")}</a>
    </>
  );
}

function Progress({ one, cancel }: { one: Import; cancel?: () => void }) {
  const { t } = useTranslation();
  const share = one.total ? Math.floor((100 * one.done) / one.total) : 0;
  return (
    <Card title={t(`imports.states.${one.state as "done"}`)} actions={cancel ? <Button onClick={cancel}>{t("imports.cancel")}</Button> : null}>
      <div className={css.body}>
        <progress className={css.progress} max={one.total || 1} value={one.done} aria-label={t(`imports.states.${one.state as "done"}`)} />
        <p className="mut" role="status">{t("imports.progress", { done: one.done, total: one.total, share })}</p>
        {one.state === "running" ? <p className="sm mut">{t("imports.leave")}</p> : null}
      </div>
    </Card>
  );
}

function Undo({ close, undo }: { close: () => void; undo: (reason: string) => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  return (
    <Dialog title={t("imports.undo")} close={close} guarded foot={
      <>
        <Button onClick={close}>{t("act.cancel")}</Button>
        <Button look="danger" disabled={!reason.trim()} onClick={() => undo(reason.trim())}>{t("imports.undo")}</Button>
      </>
    }>
      <p>{t("imports.undoNote")}</p>
      <label className={css.label}>
        {t("imports.reason")}
        <textarea className="field" rows={3} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
    </Dialog>
  );
}
