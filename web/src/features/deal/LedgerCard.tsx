/** 表5: each instalment with what is due, received and outstanding; the server keeps it from contract and receipts. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { AccountPapers } from "@/features/mail/AccountPapers";
import { Mails } from "@/features/mail/Mails";
import { Card } from "@/light/Card";
import { Tag } from "@/light/Tag";
import { day } from "@/lib/due";
import { read, type Schemas } from "@/lib/api";
import { plainYuan, yuan } from "@/lib/money";
import type { DealView } from "./model";
import css from "./quote.module.css";

export type Instalment = Schemas["InstalmentView"];

export const ledgerQuery = (deal: string) => ({ queryKey: ["deal", deal, "ledger"], queryFn: ({ signal }: { signal: AbortSignal }) => read("/deals/{id}/ledger", { path: { id: deal }, signal }) });

export function LedgerCard({ deal }: { deal: DealView }) {
  const { t } = useTranslation();
  const { data } = useQuery(ledgerQuery(deal.id));
  if (!data?.instalments.length) return null;
  return (
    <Card title={t("ledger.title")} beside={data.overdue_minor ? <Tag tone="red">{t("ledger.overdue", { amount: yuan(data.overdue_minor) })}</Tag> : null} actions={<AccountPapers deal={deal} ledger={data} />}>
      <div className={css.scroll}>
        <table className={css.lines}>
          <thead>
            <tr>
              <th>{t("ledger.instalment")}</th>
              <th>{t("ledger.planned")}</th>
              <th>{t("ledger.due")}</th>
              <th>{t("ledger.received")}</th>
              <th>{t("ledger.outstanding")}</th>
              <th>{t("ledger.state")}</th>
            </tr>
          </thead>
          <tbody>
            {data.instalments.map((one) => (
              <tr key={one.id}>
                <td>
                  {one.seq} {one.name}
                </td>
                <td>{plainYuan(one.planned_minor)}</td>
                <td>{one.due_on ? day(one.due_on) : t("ledger.notTriggered")}</td>
                <td>{plainYuan(one.received_minor)}</td>
                <td>{plainYuan(one.outstanding_minor)}</td>
                <td>{one.overdue_days > 0 ? <Tag tone="red">{t("ledger.days", { count: one.overdue_days })}</Tag> : one.status_name}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <footer className={css.total}>
        <span className="sp" />
        <span>
          {t("ledger.receivedOf")} <b>{yuan(data.received_minor)}</b> / {yuan(data.contract_minor)}
        </span>
      </footer>
      <Mails deal={deal} of={(mail) => !mail.document} />
    </Card>
  );
}
