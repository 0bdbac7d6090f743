/** 到账: money that arrived is booked here and seen beside what was booked before. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Act, ActDialog } from "@/features/settings/ActDialog";
import { Dialog } from "@/light/Dialog";
import { Failure, Waiting } from "@/light/states";
import { yuan } from "@/lib/money";
import { rowsQuery } from "@/lib/reference";
import { AntdLayer } from "@/ui";
import { BookReceipt } from "./BookReceipt";
import { ReceiptList } from "./ReceiptList";
import { openQuery, type OwnEntity, type Receipt, receiptsQuery } from "./receipts";
import css from "./receipts.module.css";

interface Props {
  mayBook: boolean;
  mayReverse: boolean;
  close: () => void;
}

export default function ReceiptsDrawer({ mayBook, mayReverse, close }: Props) {
  const { t } = useTranslation();
  const receipts = useQuery(receiptsQuery);
  const open = useQuery(openQuery);
  const entities = useQuery(rowsQuery("/own-entities"));
  const [act, setAct] = useState<Act>();
  const error = receipts.error ?? entities.error;
  const ours = (entities.data as unknown as OwnEntity[] | undefined) ?? [];
  const reverse = (receipt: Receipt) =>
    setAct({
      path: `/receipts/${receipt.id}`,
      type: "reverse_receipt",
      version: receipt.version,
      title: t("receipt.reverse"),
      note: t("receipt.reverseNote", { payer: receipt.payer_name ?? "—", amount: yuan(receipt.amount) }),
      fields: [{ key: "reason", word: t("receipt.reason"), kind: "lines" }],
    });
  return (
    <AntdLayer>
      <Dialog guarded={mayBook} drawer wide={mayBook} title={t(mayBook ? "receipt.book" : "receipt.list")} close={close}>
        {error ? <Failure error={error} /> : null}
        {!error && (!receipts.data || !entities.data) ? <Waiting rows={8} /> : null}
        {receipts.data && entities.data ? (
          <div className={mayBook ? css.sides : undefined}>
            {mayBook ? <BookReceipt entities={ours.filter((one) => one.active)} /> : null}
            <ReceiptList receipts={receipts.data} open={open.data} entities={ours} reverse={mayReverse ? reverse : undefined} />
          </div>
        ) : null}
      </Dialog>
      {act ? <ActDialog act={act} close={() => setAct(undefined)} /> : null}
    </AntdLayer>
  );
}
