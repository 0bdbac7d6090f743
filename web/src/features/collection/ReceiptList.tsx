/** The receipts, the newest first: how much came, what of it is still free, which were reversed and why, and the way to reverse one. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Empty } from "@/light/states";
import { Tag } from "@/light/Tag";
import { day } from "@/lib/due";
import { plainYuan, yuan } from "@/lib/money";
import ExportButton from "../export/ExportButton";
import { ReceiptProposals } from "./ReceiptProposals";
import { found, type Open, type OwnEntity, type Receipt, standing } from "./receipts";
import css from "./receipts.module.css";

const SHOWN = 20;

interface Props {
  receipts: Receipt[];
  open: Open | null | undefined;
  entities: OwnEntity[];
  /** Absent for whoever may not. */
  reverse?: (receipt: Receipt) => void;
}

export function ReceiptList({ receipts, open, entities, reverse }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [shown, setShown] = useState(SHOWN);
  const [looked, look] = useState<string>();
  const all = found(receipts, typed);
  return (
    <section className={css.list} aria-label={t("receipt.list")}>
      <ExportButton list="receipts" />
      <input className="field" type="search" aria-label={t("receipt.find")} placeholder={t("receipt.find")} value={typed} onChange={(event) => setTyped(event.target.value)} />
      {all.length ? (
        <ul>
          {all.slice(0, shown).map((one) => (
            <li key={one.id} data-receipt={one.id} className={one.reversed_at ? css.reversed : undefined}>
              <Line receipt={one} open={open} entity={entities.length > 1 ? entities.find((own) => own.id === one.own_entity)?.name : undefined} />
              {isOpen(one, open) ? <Button small look="text" aria-expanded={looked === one.id} aria-label={t("receipt.proposalsOf", { payer: one.payer_name ?? "", amount: yuan(one.amount) })} onClick={() => look(looked === one.id ? undefined : one.id)}>{t("receipt.proposals")}</Button> : null}
              {reverse && !one.reversed_at ? <Button small look="text" aria-label={t("receipt.reverseOf", { payer: one.payer_name ?? "", amount: yuan(one.amount) })} onClick={() => reverse(one)}>{t("receipt.reverse")}</Button> : null}
              {looked === one.id && isOpen(one, open) ? <ReceiptProposals receipt={one.id} /> : null}
            </li>
          ))}
        </ul>
      ) : (
        <Empty>{t(receipts.length ? "receipt.notFound" : "receipt.none")}</Empty>
      )}
      {all.length > shown ? <p><Button small onClick={() => setShown(shown + SHOWN)}>{t("act.more")}</Button></p> : null}
    </section>
  );
}

function isOpen(receipt: Receipt, open: Open | null | undefined): boolean {
  const { is } = standing(receipt, open);
  return is === "free" || is === "partly";
}

function Line({ receipt, open, entity }: { receipt: Receipt; open: Open | null | undefined; entity?: string }) {
  const { t } = useTranslation();
  const note = [receipt.number, day(receipt.received_on), t(`receipt.way.${receipt.method}`), receipt.bank_serial, entity, receipt.note].filter(Boolean).join(" · ");
  return (
    <>
      <span>
        <span className={css.what}>{receipt.payer_name ?? "—"}</span>
        <small className={css.what} title={note}>{note}</small>
        {receipt.reversed_at ? <small>{t("receipt.because", { reason: receipt.reversal_reason ?? "—" })}</small> : null}
      </span>
      <span>
        <b className={css.what}>{plainYuan(receipt.amount)}</b>
        <Stands receipt={receipt} open={open} />
      </span>
    </>
  );
}

function Stands({ receipt, open }: { receipt: Receipt; open: Open | null | undefined }) {
  const { t } = useTranslation();
  const stands = standing(receipt, open);
  switch (stands.is) {
    case "free":
      return <Tag tone="amber">{t("receipt.free")}</Tag>;
    case "partly":
      return <Tag tone="blue">{t("receipt.partly", { amount: plainYuan(stands.free) })}</Tag>;
    case "allocated":
      return <Tag tone="green">{t("receipt.allocated")}</Tag>;
    case "reversed":
      return <Tag>{t("receipt.reversed")}</Tag>;
    case "unknown":
      return null;
  }
}
