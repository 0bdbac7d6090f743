/** Several approvals at once: each is decided on its own, and each says what became of it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Failure } from "@/light/states";
import { Tag } from "@/light/Tag";
import { newKey } from "@/lib/http";
import { nameOf } from "@/lib/names";
import { approveAll, type BatchResult, type InboxLine } from "./model";
import css from "./approvals.module.css";

export function Batch({ lines, hold, clear }: { lines: InboxLine[]; hold: (lines: InboxLine[]) => void; clear: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [opinion, setOpinion] = useState("");
  const [results, setResults] = useState<{ line: InboxLine; result?: BatchResult }[]>();
  const key = useRef(newKey());
  const give = useMutation({
    mutationFn: () => {
      hold(lines);
      return approveAll(lines, opinion, key.current);
    },
    onSuccess: (answers) => {
      setResults(lines.map((line, number) => ({ line, result: answers[number] })));
      return client.invalidateQueries();
    },
    onSettled: () => {
      key.current = newKey();
    },
  });
  return (
    <section className={`card ${css.batch}`} aria-label={t("approval.selected", { count: lines.length })}>
      {results ? (
        <>
          <ul>
            {results.map(({ line, result }) => (
              <li key={line.id}>
                {result?.done ? <Tag tone="green" icon="ok">{t("approval.batchDone")}</Tag> : <Tag tone="red" icon="warn">{t("approval.batchFailed", { why: result?.problem?.detail ?? "" })}</Tag>} {line.about} ·{" "}
                <Link to="/deals/$id" params={{ id: line.deal.id }}>
                  {nameOf(line.deal.account)}
                </Link>
              </li>
            ))}
          </ul>
          <Button small onClick={clear}>{t("act.close")}</Button>
        </>
      ) : (
        <>
          <span className="b">{t("approval.selected", { count: lines.length })}</span>
          <input className="field" aria-label={t("approval.batchOpinion")} placeholder={t("approval.batchOpinion")} value={opinion} onChange={(event) => setOpinion(event.target.value)} />
          <Button look="primary" busy={give.isPending} onClick={() => give.mutate()}>{t("approval.approveAll", { count: lines.length })}</Button>
          <Button onClick={clear}>{t("approval.clear")}</Button>
          {give.error ? <Failure error={give.error} /> : null}
        </>
      )}
    </section>
  );
}
