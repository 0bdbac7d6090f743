/** A customer: profile, people, deals, contracts, what it owes. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Empty, Failure, Waiting } from "@/light/states";
import { day } from "@/lib/due";
import { yuan } from "@/lib/money";
import { nameOf } from "@/lib/names";
import { processQuery } from "@/lib/process";
import { rowsQuery } from "@/lib/reference";
import { Due, Standing } from "../deals/cells";
import { ContactsCard } from "./ContactsCard";
import { EditAccount } from "./EditAccount";
import { type Account, accountQuery, dealsOf, optionsOf, owedBy } from "./model";
import css from "./account.module.css";

export default function AccountPage() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false }) as { id: string };
  const account = useQuery(accountQuery(id));
  const deals = useQuery(dealsOf(id));
  const [editing, setEditing] = useState(false);
  if (account.error) return <Failure error={account.error} retry={() => void account.refetch()} />;
  if (!account.data) return <Waiting rows={8} />;
  return (
    <div className={css.page}>
      <Profile account={account.data} edit={() => setEditing(true)} />
      <div className={css.split}>
        <div className={css.left}>
          <Card title={t("account.deals")} beside={<span className="sm mut">{deals.data?.sums?.deals ?? ""}</span>} actions={<Link to="/deals" search={{ account: id, standing: "" } as never}>{t("account.all")}</Link>}>
            {deals.data?.items.length ? (
              <ul className={css.rows}>
                {deals.data.items.map((deal) => (
                  <li key={deal.id}>
                    <Link to="/deals/$id" params={{ id: deal.id }}>{deal.number}</Link>
                    <span>{deal.stage_name} {deal.standing === "open" ? null : <Standing standing={deal.standing} />}</span>
                    <span>{deal.standing === "open" ? <Due deal={deal} /> : day(deal.updated_at)}</span>
                    <b>{deal.amount_minor ? yuan(deal.amount_minor) : "—"}</b>
                  </li>
                ))}
              </ul>
            ) : (
              <Empty>{t("account.noDeals")}</Empty>
            )}
          </Card>
          <Owed id={id} />
        </div>
        <ContactsCard account={id} />
      </div>
      {editing ? <EditAccount account={account.data} close={() => setEditing(false)} /> : null}
    </div>
  );
}

function Profile({ account, edit }: { account: Account; edit: () => void }) {
  const { t } = useTranslation();
  const { data: process } = useQuery(processQuery);
  const { data: people = [] } = useQuery(rowsQuery("/users"));
  const { data: departments = [] } = useQuery(rowsQuery("/departments"));
  const word = (key: "customer_nature" | "size_class", value?: string | null) => optionsOf(process, key).find((one) => one.value === value)?.label ?? value ?? "—";
  const owner = people.find((row) => row.id === account.owner);
  const facts: [string, string][] = [
    [t("account.uscc"), account.uscc ?? "—"],
    [t("account.nature"), word("customer_nature", account.nature)],
    [t("account.size"), word("size_class", account.size_class)],
    [t("account.industry"), account.industry ?? "—"],
    [t("account.region"), account.region ?? "—"],
    [t("list.owner"), account.owner ? nameOf(owner) : t("list.pool")],
    [t("list.department"), departments.find((row) => row.id === account.department)?.name ?? "—"],
    ...(account.credit_limit === undefined ? [] : [[t("account.credit"), account.credit_limit === null ? t("account.noLimit") : yuan(account.credit_limit)] as [string, string]]),
    ...(account.created_at ? [[t("account.since"), day(account.created_at)] as [string, string]] : []),
  ];
  return (
    <section className={`card ${css.profile}`} aria-label={account.name}>
      <p className="sm mut">
        <Link to="/accounts">{t("nav.accounts")}</Link>
      </p>
      <div className={css.title}>
        <h1>{account.name}</h1>
        {account.former_names?.length ? <span className="sm mut">{t("account.formerly", { names: account.former_names.map((one) => one.name).join("、") })}</span> : null}
        <span className="sp" />
        <Button icon="edit" onClick={edit}>{t("act.edit")}</Button>
      </div>
      <dl className={css.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Instalments of its contracts, open ones first as they fall due. */
function Owed({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(owedBy(id));
  const sums = data?.sums;
  return (
    <Card
      title={t("account.receivables")}
      beside={sums ? <span className="sm mut">{t("account.owed", { outstanding: yuan(sums.outstanding_minor), planned: yuan(sums.planned_minor) })}</span> : null}
      actions={<Link to="/collection" search={{ account: id, open: "false" } as never}>{t("account.all")}</Link>}
    >
      {data?.items.length ? (
        <ul className={css.rows}>
          {data.items.map((one) => (
            <li key={one.id}>
              <Link to="/deals/$id" params={{ id: one.deal.id }} search={{ tab: "fulfilment" } as never}>{one.deal.number}</Link>
              <span>{one.seq} · {one.name}</span>
              <span className={one.overdue_days ? css.late : undefined}>{one.due_on ? day(one.due_on) : t("money.notTriggered")} {one.overdue_days ? t("money.overdue", { count: one.overdue_days }) : ""}</span>
              <b>{yuan(one.outstanding_minor)}</b>
            </li>
          ))}
        </ul>
      ) : (
        <Empty>{t("account.noContracts")}</Empty>
      )}
    </Card>
  );
}
