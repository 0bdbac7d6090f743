/** A customer: profile, people, deals, contracts, what it owes; and who did what about it. */
import { useQuery } from "@tanstack/react-query";
import { Link, Navigate, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Chips, Right, Rows } from "@/light/Page";
import { Empty, Failure, Waiting } from "@/light/states";
import { ActDialog } from "@/features/settings/ActDialog";
import { useMay } from "@/features/settings/duties";
import { Refused } from "@/features/command/WayOut";
import { day } from "@/lib/due";
import { lazily } from "@/lib/i18n";
import { yuan } from "@/lib/money";
import { nameOf } from "@/lib/names";
import { processQuery } from "@/lib/process";
import { rowsQuery } from "@/lib/reference";
import { Trail } from "../audit/Trail";
import { Due, Standing } from "../deals/cells";
import { ContactsCard } from "./ContactsCard";
import { EditAccount } from "./EditAccount";
import { type Account, accountQuery, dealsOf, optionsOf, owedBy } from "./model";
import css from "./account.module.css";

const AccessDrawer = lazily(() => import("@/features/access/AccessDrawer"));

const PARTS = ["overview", "history"] as const;

export default function AccountPage() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false }) as { id: string };
  const { tab } = useSearch({ strict: false }) as { tab?: string };
  const navigate = useNavigate();
  const account = useQuery(accountQuery(id));
  const [editing, setEditing] = useState(false);
  const [asking, setAsking] = useState(false);
  const [renewing, setRenewing] = useState(false);
  if (account.error) return <Refused error={account.error} retry={() => void account.refetch()} />;
  if (!account.data) return <Waiting rows={8} />;
  const shown = tab === "history" ? tab : "overview";
  // A customer that was merged is found as the one that stayed.
  if (account.data.id !== id) return <Navigate to="/accounts/$id" params={{ id: account.data.id }} replace />;
  return (
    <div className={css.page}>
      <Profile account={account.data} edit={() => setEditing(true)} ask={() => setAsking(true)} renew={() => setRenewing(true)} />
      <Chips label={t("account.parts")} chips={PARTS.map((key) => ({ key, word: t(`account.part.${key}`) }))} chosen={shown} choose={(key) => void navigate({ to: ".", search: key === "history" ? { tab: key } : {}, replace: true })} />
      {shown === "history" ? (
        <Card label={t("account.part.history")}>
          <Trail account={id} filters={{}} />
        </Card>
      ) : (
        <div className={css.split}>
          <div className={css.left}>
            <Deals id={id} />
            <Owed id={id} />
          </div>
          <ContactsCard account={id} />
        </div>
      )}
      {asking ? (
        <Suspense fallback={null}>
          <AccessDrawer account={id} close={() => setAsking(false)} />
        </Suspense>
      ) : null}
      {renewing ? <ActDialog act={{ path: `/accounts/${id}`, type: "renew_account_protection", version: account.data.version, title: t("account.renew"), note: t("account.renewNote"), fields: [{ key: "reason", word: t("account.progress") }] }} close={() => setRenewing(false)} /> : null}
      {editing ? <EditAccount account={account.data} close={() => setEditing(false)} /> : null}
    </div>
  );
}

function Deals({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useQuery(dealsOf(id));
  return (
    <Card title={t("account.deals")} beside={<span className="sm mut">{data?.sums?.deals ?? ""}</span>} actions={<Link to="/deals" search={{ account: id, standing: "" } as never}>{t("account.all")}</Link>}>
      {error ? <Failure error={error} retry={() => void refetch()} /> : null}
      {isPending ? <Waiting rows={3} /> : null}
      {data && !data.items.length ? <Empty>{t("account.noDeals")}</Empty> : null}
      {data?.items.length ? (
        <Rows label={t("account.deals")} heads={[t("list.number"), t("list.stage"), t("list.owner"), t("list.next"), { word: t("list.amount"), right: true }]}>
          {data.items.map((deal) => (
            <tr key={deal.id}>
              <td className={css.nowrap}>
                <Link to="/deals/$id" params={{ id: deal.id }}>{deal.number}</Link>
              </td>
              <td>{deal.stage_name} {deal.standing === "open" ? null : <Standing standing={deal.standing} />}</td>
              <td className={css.nowrap}>{deal.owner ? nameOf(deal.owner) : t("list.pool")}</td>
              <td className={css.nowrap}>{deal.standing === "open" ? <Due deal={deal} /> : <span className="mut">{day(deal.updated_at)}</span>}</td>
              <Right>{deal.amount_minor ? yuan(deal.amount_minor) : "—"}</Right>
            </tr>
          ))}
        </Rows>
      ) : null}
    </Card>
  );
}

function Profile({ account, edit, ask, renew }: { account: Account; edit: () => void; ask: () => void; renew: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const { data: process } = useQuery(processQuery);
  const { data: people } = useQuery(rowsQuery("/users"));
  const { data: departments = [] } = useQuery(rowsQuery("/departments"));
  const word = (key: "customer_nature" | "size_class", value?: string | null) => (process ? (optionsOf(process, key).find((one) => one.value === value)?.label ?? value ?? "—") : "…");
  const facts: [string, string][] = [
    [t("account.uscc"), account.uscc ?? "—"],
    [t("account.nature"), word("customer_nature", account.nature)],
    [t("account.size"), word("size_class", account.size_class)],
    [t("account.industry"), account.industry ?? "—"],
    [t("account.region"), account.region ?? "—"],
    [t("list.owner"), !account.owner ? t("list.pool") : people ? nameOf(people.find((row) => row.id === account.owner)) : "…"],
    [t("list.department"), departments.find((row) => row.id === account.department)?.name ?? "—"],
    ...(account.credit_limit === undefined ? [] : [[t("account.credit"), account.credit_limit === null ? t("account.noLimit") : yuan(account.credit_limit)] as [string, string]]),
    ...(account.created_at ? [[t("account.since"), day(account.created_at)] as [string, string]] : []),
    ...(account.recycle_on ? [[t("account.recycle"), [day(account.recycle_on), account.recycle_rule ? t(`pool.by.${account.recycle_rule}`) : "", account.protection_renewed ? t("account.renewed", { count: account.protection_renewed }) : ""].filter(Boolean).join(" · ")] as [string, string]] : []),
  ];
  return (
    <section className={`card ${css.profile}`} aria-label={account.name}>
      <p className="sm mut crumbs">
        <Link to="/accounts">{t("nav.accounts")}</Link>
      </p>
      <div className={css.title}>
        <h1>{account.name}</h1>
        {account.former_names?.length ? <span className="sm mut">{t("account.formerly", { names: account.former_names.map((one) => one.name).join("、") })}</span> : null}
        <span className="sp" />
        {may("merge_accounts") ? <Link to="/merges" search={{ kept: account.id }}>{t("merge.with")}</Link> : null}
        {account.recycle_rule === "protection_end" && may("renew_account_protection") ? <Button onClick={renew}>{t("account.renew")}</Button> : null}
        <Button icon="lock" onClick={ask}>{t("access.open")}</Button>
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
  const { data, error, isPending, refetch } = useQuery(owedBy(id));
  const sums = data?.sums;
  return (
    <Card
      title={t("account.receivables")}
      beside={sums ? <span className="sm mut">{t("account.owed", { outstanding: yuan(sums.outstanding_minor), planned: yuan(sums.planned_minor) })}</span> : null}
      actions={<Link to="/collection" search={{ account: id, open: "false" } as never}>{t("account.all")}</Link>}
    >
      {error ? <Failure error={error} retry={() => void refetch()} /> : null}
      {isPending ? <Waiting rows={3} /> : null}
      {data && !data.items.length ? <Empty>{t("account.noContracts")}</Empty> : null}
      {data?.items.length ? (
        <Rows label={t("account.receivables")} heads={[t("list.number"), t("money.instalment"), t("money.dueOn"), { word: t("money.planned"), right: true }, { word: t("list.outstanding"), right: true }]}>
          {data.items.map((one) => (
            <tr key={one.id}>
              <td className={css.nowrap}>
                <Link to="/deals/$id" params={{ id: one.deal.id }} search={{ tab: "fulfilment" } as never}>{one.deal.number}</Link>
              </td>
              <td>{one.seq} · {one.name}</td>
              <td className={one.overdue_days ? css.late : css.nowrap}>{one.due_on ? day(one.due_on) : <span className="mut">{t("money.notTriggered")}</span>} {one.overdue_days ? t("money.overdue", { count: one.overdue_days }) : ""}</td>
              <Right>{yuan(one.planned_minor)}</Right>
              <Right>{one.outstanding_minor ? <b>{yuan(one.outstanding_minor)}</b> : "—"}</Right>
            </tr>
          ))}
        </Rows>
      ) : null}
    </Card>
  );
}
