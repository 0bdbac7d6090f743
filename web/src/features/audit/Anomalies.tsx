/** What scans found unusual, the latest first, and what the auditor made of each. What is unusual is the server's word. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "@/features/command/WayOut";
import { Button } from "@/light/Button";
import { Dialog } from "@/light/Dialog";
import { Rows } from "@/light/Page";
import { Paged } from "@/light/Paged";
import { Empty } from "@/light/states";
import { Tag } from "@/light/Tag";
import { read, type Schemas } from "@/lib/api";
import { day, moment } from "@/lib/due";
import { ask, newKey } from "@/lib/http";
import { nameOf } from "@/lib/names";
import { usePages } from "@/lib/pages";
import type { Filters } from "./filters";
import css from "./audit.module.css";

type Line = Schemas["AnomalyLine"];

/** What the register is asked for; days as the server counts them. */
export const anomaliesQueryOf = ({ actor, outcome, from, to }: Filters) => ({ person: actor, open: outcome ? outcome === "open" : undefined, from, to: to ? dayAfter(to) : undefined });

function dayAfter(on: string): string {
  const date = new Date(`${on}T00:00:00Z`);
  return new Date(date.getTime() + 86_400_000).toISOString().slice(0, 10);
}

export function Anomalies({ filters }: { filters: Filters }) {
  const { t } = useTranslation();
  const [settling, settle] = useState<Line>();
  const query = anomaliesQueryOf(filters);
  const pages = usePages(["anomalies", query], (cursor, signal) => read("/anomalies", { query: { ...query, limit: 50, cursor }, signal }));
  return (
    <>
      <Paged pages={pages} none={<Empty>{t("anomaly.none")}</Empty>}>
        {(lines) => (
          <Rows stacked label={t("audit.tab.anomalies")} heads={[t("anomaly.found"), t("audit.who"), t("anomaly.about"), t("audit.when"), t("anomaly.made")]}>
            {lines.map((line) => (
              <tr key={line.id}>
                <td>
                  {line.name} {line.is_alert ? <Tag tone="red">{t("anomaly.alert")}</Tag> : null}
                  <p className="sm mut">{line.detail}</p>
                </td>
                <td className={css.nowrap}>{line.person ? nameOf(line.person) : "—"}</td>
                <td><About line={line} /></td>
                <td className={css.nowrap}>{day(line.on)}</td>
                <td><Made line={line} settle={() => settle(line)} /></td>
              </tr>
            ))}
          </Rows>
        )}
      </Paged>
      {settling ? <Settle line={settling} close={() => settle(undefined)} /> : null}
    </>
  );
}

function About({ line: { deal, account } }: { line: Line }) {
  if (deal) return <Link to="/deals/$id" params={{ id: deal.id }}>{`${deal.number} ${nameOf(deal.account)}`}</Link>;
  return account ? <Link to="/accounts/$id" params={{ id: account.id }}>{nameOf(account)}</Link> : <>—</>;
}

function Made({ line, settle }: { line: Line; settle: () => void }) {
  const { t } = useTranslation();
  if (!line.verdict) return line.may_settle ? <Button small onClick={settle}>{t("anomaly.settle")}</Button> : <Tag tone="amber">{t("anomaly.open")}</Tag>;
  return (
    <>
      <Tag tone={line.verdict === "explained" ? "plain" : "green"}>{t(`anomaly.verdict.${line.verdict as "explained"}`)}</Tag> {line.note}
      <p className="sm mut">{`${line.settled_by ? nameOf(line.settled_by) : ""} ${line.settled_at ? moment(line.settled_at) : ""}`}</p>
    </>
  );
}

const VERDICTS = ["explained", "followed_up"] as const;

function Settle({ line, close }: { line: Line; close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [verdict, choose] = useState<(typeof VERDICTS)[number]>("explained");
  const [note, setNote] = useState("");
  const key = useRef(newKey());
  const done = useMutation({
    mutationFn: () => ask(`/anomalies/${line.id}/settlement`, { method: "POST", body: { verdict, note }, key: key.current }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["anomalies"] });
      close();
    },
  });
  return (
    <Dialog title={line.name} close={close} guarded foot={<Button look="primary" disabled={note.trim().length < 5} busy={done.isPending} onClick={() => done.mutate()}>{t("anomaly.settle")}</Button>}>
      {done.error ? <Refused error={done.error} /> : null}
      <p>{line.detail}</p>
      <p className={css.verdicts}>
        {VERDICTS.map((one) => (
          <label key={one}>
            <input type="radio" name="verdict" checked={verdict === one} onChange={() => choose(one)} /> {t(`anomaly.verdict.${one}`)}
          </label>
        ))}
      </p>
      <label>
        {t("anomaly.note")}
        <textarea className="field" rows={3} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
    </Dialog>
  );
}
