/** Receipts against instalments: which money pays what. What is left of either, the server says; what is wrong, too. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Refused, WayOut } from "@/features/command/WayOut";
import { Button } from "@/light/Button";
import { Dialog } from "@/light/Dialog";
import { Empty, Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { Passed } from "@/light/Passed";
import { read } from "@/lib/api";
import { day } from "@/lib/due";
import { newKey } from "@/lib/http";
import { useJudged } from "@/lib/judge";
import { parseYuan, plainYuan, yuan } from "@/lib/money";
import { allocations, proposed } from "./allocation";
import { ledgerQuery } from "./LedgerCard";
import { command, type DealView } from "./model";
import css from "./allocation.module.css";

export default function AllocationDrawer({ deal, close }: { deal: DealView; close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const key = useRef(newKey());
  const ledger = useQuery(ledgerQuery(deal.id));
  // Asked again when money is booked anywhere, and when the deal has moved on.
  const receipts = useQuery({ queryKey: ["receipts", "open", deal.id, deal.version], placeholderData: keepPreviousData, queryFn: ({ signal }) => read("/deals/{id}/receipts", { path: { id: deal.id }, signal }) });
  const [chosen, choose] = useState<string>();
  const [typed, setTyped] = useState<Record<string, string>>({});
  const receipt = receipts.data?.find((one) => one.id === (chosen ?? receipts.data?.[0]?.id));
  const open = useMemo(() => ledger.data?.instalments.filter((one) => one.outstanding_minor > 0) ?? [], [ledger.data]);
  const value = { ...(receipt ? proposed(receipt.unallocated_minor, open) : {}), ...typed };
  const parts = allocations(value);
  const body = { type: "allocate_receipt", receipt: receipt?.id, allocations: parts };
  const live = useJudged(["allocate", deal.id, deal.version, receipt?.id], JSON.stringify(parts), !!receipt && parts.length > 0, () => command(deal.id, body, { dryRun: true, key: newKey() }));
  const act = useMutation({
    mutationFn: () => command(deal.id, body, { key: key.current }),
    onSuccess: async () => {
      await client.invalidateQueries();
      close();
    },
    onError: () => {
      key.current = newKey();
    },
  });
  const failed = receipts.error ?? ledger.error;
  return (
    <Dialog
      wide
      title={t("allocation.title")}
      close={close}
      foot={
        <>
          <Button look={parts.length ? "primary" : "locked"} title={parts.length ? undefined : t("allocation.nothing")} busy={act.isPending} onClick={() => parts.length && act.mutate()}>
            {t("allocation.confirm")}
          </Button>
          <Button onClick={close}>{t("act.cancel")}</Button>
        </>
      }
    >
      {failed ? <Failure error={failed} /> : null}
      {!failed && (!receipts.data || !ledger.data) ? <Waiting rows={5} /> : null}
      {receipts.data && !receipts.data.length ? <Empty>{t("allocation.none")}</Empty> : null}
      {receipt ? (
        <div className={css.sides}>
          <ul className={css.receipts} aria-label={t("allocation.receipts")}>
            {receipts.data?.map((one) => (
              <li key={one.id}>
                <button
                  type="button"
                  aria-pressed={one.id === receipt.id}
                  onClick={() => {
                    choose(one.id);
                    setTyped({});
                  }}
                >
                  <span>
                    {one.payer_name} {one.is_from_account ? <Tag tone="green">{t("allocation.customer")}</Tag> : <Tag tone="amber">{t("allocation.stranger")}</Tag>}
                    <small>
                      {[one.number, day(one.received_on), one.bank_serial].filter(Boolean).join(" · ")}
                    </small>
                  </span>
                  <span>
                    <b>{plainYuan(one.unallocated_minor)}</b>
                    <small>{t("allocation.of", { amount: plainYuan(one.amount_minor) })}</small>
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <table className={css.parts}>
            <thead>
              <tr>
                <th scope="col">{t("ledger.instalment")}</th>
                <th scope="col">{t("ledger.due")}</th>
                <th scope="col">{t("ledger.outstanding")}</th>
                <th scope="col">{t("allocation.part")}</th>
              </tr>
            </thead>
            <tbody>
              {open.map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    {one.seq} {one.name} {one.overdue_days > 0 ? <Tag tone="red">{t("ledger.days", { count: one.overdue_days })}</Tag> : null}
                  </th>
                  <td>{one.due_on ? day(one.due_on) : t("ledger.notTriggered")}</td>
                  <td>{plainYuan(one.outstanding_minor)}</td>
                  <td>
                    <input className="field" inputMode="decimal" aria-label={t("allocation.partOf", { name: one.name })} value={value[one.id] ?? ""} aria-invalid={!!value[one.id] && parseYuan(value[one.id] ?? "") === undefined} onChange={(event) => setTyped({ ...value, [one.id]: event.target.value })} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {receipt && !open.length ? <Empty>{t("allocation.allPaid")}</Empty> : null}
      <div className={css.verdict}>
        {act.error ? <Refused error={act.error} deal={deal} /> : null}
        {!act.error && live.refusal ? <WayOut problem={live.refusal} deal={deal} lead={t("command.would")} /> : null}
        {!act.error && live.passes && receipt ? <Passed>{t("allocation.passes", { amount: yuan(receipt.unallocated_minor) })}</Passed> : null}
      </div>
    </Dialog>
  );
}
