/** Pools by region, industry or department: what falls into which, whose it is and by which limits it goes. Kept by sales operations. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { placeOf } from "@/features/accounts/model";
import { Refused } from "@/features/command/WayOut";
import { Button, IconButton } from "@/light/Button";
import { Card } from "@/light/Card";
import { PageHead, Rows } from "@/light/Page";
import { Empty, Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { give } from "@/lib/api";
import { nameOf } from "@/lib/names";
import { rowsQuery } from "@/lib/reference";
import { type Act, ActDialog } from "./ActDialog";
import { useMaySet } from "./duties";
import { PoolDialog } from "./PoolDialog";
import { ACCOUNT_LIMITS, emptyPool, LEAD_LIMITS, type Limits, moved, type Pool } from "./pools";
import { SettingsNav } from "./SettingsNav";
import { settingsQuery } from "./settings";
import css from "./settings.module.css";

export default function PoolsPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const may = useMaySet()("pools");
  const { data, error } = useQuery(settingsQuery);
  const [edited, edit] = useState<{ at: number; pool: Pool }>();
  const pools = data?.pools ?? [];
  const saving = useMutation({
    mutationFn: (next: Pool[]) => give("/settings/commands", { type: "put_setting", key: "pools", value: next }),
    onSuccess: async () => {
      await client.invalidateQueries();
      edit(undefined);
    },
  });
  const [act, setAct] = useState<Act>();
  const drop = (pool: Pool) => setAct({ path: "/settings", type: "put_setting", title: t("pool.set.drop"), note: t("pool.set.dropAsk", { name: pool.name.zh }), body: () => ({ key: "pools", value: pools.filter((one) => one.key !== pool.key) }) });
  const put = (at: number, pool: Pool) => saving.mutate(at < pools.length ? pools.map((one, other) => (other === at ? pool : one)) : [...pools, pool]);
  return (
    <>
      <SettingsNav />
      <PageHead title={t("pool.set.title")} note={t("pool.set.note")}>
        {may ? <Button icon="plus" look="primary" onClick={() => (saving.reset(), edit({ at: pools.length, pool: emptyPool() }))}>{t("pool.set.add")}</Button> : null}
      </PageHead>
      {error ? <Failure error={error} /> : null}
      {!data && !error ? <Waiting rows={4} /> : null}
      {data ? (
        <Card title={t("pool.set.order")} actions={data.pools_since ? <span className="mut sm">{t("pool.set.since", { day: data.pools_since })}</span> : null}>
          {saving.error && !edited ? <Refused error={saving.error} /> : null}
          <Rows stacked label={t("pool.set.title")} heads={[t("pool.set.name"), t("pool.set.holds"), t("pool.set.members"), t("pool.set.limits"), ""]}>
            {pools.map((pool, at) => (
              <Line key={pool.key} pool={pool} number={at + 1} acts={may ? (
                <span className={css.acts}>
                  <IconButton icon="up" label={t("pool.set.up")} disabled={at === 0 || saving.isPending} onClick={() => saving.mutate(moved(pools, at, -1))} />
                  <IconButton icon="down" label={t("pool.set.down")} disabled={at === pools.length - 1 || saving.isPending} onClick={() => saving.mutate(moved(pools, at, 1))} />
                  <Button small look="text" onClick={() => (saving.reset(), edit({ at, pool }))}>{t("act.edit")}</Button>
                  <Button small look="text" onClick={() => drop(pool)}>{t("pool.set.drop")}</Button>
                </span>
              ) : null} />
            ))}
            <tr>
              <td><b>{t("pool.own")}</b> <Tag>{t("pool.set.last")}</Tag></td>
              <td>{t("pool.set.rest")}</td>
              <td>{t("pool.set.everybody")}</td>
              <td className="mut">{t("pool.set.company")}</td>
              <td className="mut">—</td>
            </tr>
          </Rows>
          {pools.length ? null : <Empty>{t("pool.set.none")}</Empty>}
        </Card>
      ) : null}
      {edited ? <PoolDialog pool={edited.pool} taken={pools.filter((_, at) => at !== edited.at).map((one) => one.key)} busy={saving.isPending} error={saving.error} save={(pool) => put(edited.at, pool)} close={() => edit(undefined)} /> : null}
      {act ? <ActDialog act={act} close={() => setAct(undefined)} /> : null}
    </>
  );
}

function Line({ pool, number, acts }: { pool: Pool; number: number; acts: React.ReactNode }) {
  const { t, i18n } = useTranslation();
  const { data: people = [] } = useQuery(rowsQuery("/users"));
  const { data: departments = [] } = useQuery(rowsQuery("/departments"));
  const joint = t("setting.joint");
  const named = (rows: typeof people, ids: string[]) => ids.map((id) => nameOf(rows.find((row) => row.id === id))).join(joint);
  const holds = [
    pool.regions.map((one) => placeOf(one)).join(joint),
    pool.industries.join(joint),
    named(departments, pool.departments),
  ].filter(Boolean);
  const members = [named(departments, pool.members.departments), named(people, pool.members.people)].filter(Boolean).join(joint);
  const limits = [said(pool.leads, LEAD_LIMITS, "leads"), said(pool.accounts, ACCOUNT_LIMITS, "accounts")].flat();
  function said(values: Limits, keys: readonly string[], part: "leads" | "accounts") {
    return keys.filter((key) => values[key] != null).map((key) => `${t(`pool.${part}`)} ${t(`pool.limit.${key as "holding_cap"}`)} ${values[key]}`);
  }
  return (
    <tr>
      <td>
        {number}. <b>{i18n.language.startsWith("zh") ? pool.name.zh : pool.name.en}</b>
        <p className="sm mut">{pool.key}</p>
      </td>
      <td>{holds.map((line) => <p key={line}>{line}</p>)}</td>
      <td>
        {members}
        {pool.admins.length ? <p className="sm mut">{t("pool.set.admins")} {named(people, pool.admins)}</p> : null}
      </td>
      <td className="sm">{limits.length ? limits.map((line) => <p key={line}>{line}</p>) : <span className="mut">{t("pool.set.company")}</span>}</td>
      <td className={css.end}>{acts}</td>
    </tr>
  );
}
