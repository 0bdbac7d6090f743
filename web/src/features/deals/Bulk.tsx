/** The same command to several deals at once; each is decided on its own, and says how it ended. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Dialog } from "@/light/Dialog";
import { Failure } from "@/light/states";
import { Tag } from "@/light/Tag";
import { type BulkResult, commandAll } from "@/lib/bulk";
import { newKey } from "@/lib/http";
import { nameOf } from "@/lib/names";
import { rowsQuery } from "@/lib/reference";
import css from "../list/list.module.css";
import type { DealCard } from "./cells";

interface Props {
  deals: DealCard[];
  clear: () => void;
}

export function Bulk({ deals, clear }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const claim = useBulk();
  const claimable = deals.every((deal) => !deal.owner);
  return (
    <div className={css.bulk}>
      <b>{t("list.marked", { count: deals.length })}</b>
      <Button small onClick={() => setOpen(true)}>{t("list.assign")}</Button>
      {claimable ? <Button small busy={claim.isPending} onClick={() => claim.mutate({ deals, body: { type: "claim_lead" } })}>{t("list.claim")}</Button> : null}
      <Button small look="text" onClick={clear}>{t("list.unmark")}</Button>
      {open ? <Assign deals={deals} close={() => setOpen(false)} done={clear} /> : null}
      {claim.data || claim.error ? (
        <Dialog title={t("list.claim")} close={() => { claim.reset(); clear(); }}>
          {claim.error ? <Failure error={claim.error} /> : <Results results={claim.data ?? []} deals={deals} />}
        </Dialog>
      ) : null}
    </div>
  );
}

function useBulk() {
  const client = useQueryClient();
  const key = useRef(newKey());
  return useMutation({
    mutationFn: async ({ deals, body }: { deals: DealCard[]; body: object }) => {
      const commands = deals.map((deal) => ({ deal: deal.id, version: deal.version, command: body }));
      return commandAll(commands, key.current);
    },
    onSettled: async () => {
      key.current = newKey();
      await client.invalidateQueries({ queryKey: ["deals"] });
    },
  });
}

function Assign({ deals, close, done }: { deals: DealCard[]; close: () => void; done: () => void }) {
  const { t } = useTranslation();
  const { data: people = [] } = useQuery(rowsQuery("/users"));
  const [to, setTo] = useState("");
  const [reason, setReason] = useState("");
  const give = useBulk();
  const send = (event: FormEvent) => {
    event.preventDefault();
    give.mutate({ deals, body: { type: "reassign_owner", to, reason } });
  };
  const end = () => {
    close();
    if (give.data) done();
  };
  if (give.data) {
    return (
      <Dialog title={t("list.assigned")} close={end} foot={<Button look="primary" onClick={end}>{t("act.close")}</Button>}>
        <Results results={give.data} deals={deals} />
      </Dialog>
    );
  }
  return (
    <Dialog title={t("list.assignTitle", { count: deals.length })} close={close}>
      <form className={css.form} onSubmit={send}>
        <label>
          {t("list.owner")}
          <select className="field" required value={to} onChange={(event) => setTo(event.target.value)}>
            <option value="">{t("list.choosePerson")}</option>
            {people.filter((row) => row.active !== false).map((row) => (
              <option key={row.id} value={row.id}>{row.name}</option>
            ))}
          </select>
        </label>
        <label>
          {t("list.reason")}
          <textarea className="field" required rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
        </label>
        {give.error ? <Failure error={give.error} /> : null}
        <span>
          <Button type="submit" look="primary" busy={give.isPending}>{t("list.assign")}</Button>
        </span>
      </form>
    </Dialog>
  );
}

/** Row by row: done, or the server's reason. */
function Results({ results, deals }: { results: BulkResult[]; deals: DealCard[] }) {
  const { t } = useTranslation();
  const done = results.filter((one) => one.done).length;
  return (
    <>
      <p>{t("list.bulkDone", { done, all: results.length })}</p>
      <ul className={css.results}>
        {results.map((one) => {
          const deal = deals.find((row) => row.id === one.deal);
          return (
            <li key={one.deal}>
              {one.done ? <Tag tone="green">{t("list.ok")}</Tag> : <Tag tone="red">{t("list.refused")}</Tag>}
              <span>
                <Link to="/deals/$id" params={{ id: one.deal }}>
                  {deal?.number} {nameOf(deal?.account)}
                </Link>
                {one.problem ? <small className="mut"> · {one.problem.detail}</small> : null}
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
