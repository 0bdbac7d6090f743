/** Changes of the organisation that take effect on a day: what is planned, what became of it, and a new plan. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Rows } from "@/light/Page";
import { Empty, Failure, Waiting } from "@/light/states";
import { Tag, type Tone } from "@/light/Tag";
import { nameOf } from "@/lib/names";
import type { Organization } from "./OrganizationPage";
import { PlanDialog } from "./PlanDialog";
import { type Change, type Reorganization, reorganizationsQuery, saidOf } from "./organization";
import css from "./settings.module.css";

export function Reorganizations({ organization }: { organization: Organization }) {
  const { t } = useTranslation();
  const [planning, plan] = useState(false);
  const { data, error } = useQuery(reorganizationsQuery);
  const heads = [t("rule.name"), t("organization.plan.on"), t("organization.plan.changes"), t("organization.plan.by"), t("organization.plan.state"), ""];
  return (
    <Card title={t("organization.tab.plans")} actions={organization.may("plan_reorganization") ? <Button small icon="plus" onClick={() => plan(true)}>{t("organization.plan.make")}</Button> : null}>
      {error ? <Failure error={error} /> : null}
      {!data && !error ? <Waiting /> : null}
      {data && !data.length ? <Empty>{t("organization.plan.none")}</Empty> : null}
      {data?.length ? <Rows label={t("organization.tab.plans")} heads={heads}>{data.map((one) => <Line key={one.id} one={one} organization={organization} />)}</Rows> : null}
      {planning ? <PlanDialog organization={organization} close={() => plan(false)} /> : null}
    </Card>
  );
}

function Line({ one, organization }: { one: Reorganization; organization: Organization }) {
  const { t } = useTranslation();
  const { act, may, people } = organization;
  const state = one.cancelled_at ? "cancelled" : one.fault ? "failed" : one.done_at ? "done" : "waits";
  const tone: Record<typeof state, Tone> = { cancelled: "plain", failed: "red", done: "green", waits: "blue" };
  const cancel = () => act({ path: `/reorganizations/${one.id}`, type: "cancel_reorganization", version: one.version, title: t("organization.plan.cancel"), note: t("organization.plan.cancelNote") });
  return (
    <tr>
      <td>{one.name}</td>
      <td className={css.nowrap}>{one.on}</td>
      <td>
        <ol className={css.plan}>{one.changes.map((change: Change, at: number) => <li key={at} data-fault={one.fault?.change === at + 1 || undefined}>{saidOf(change, organization, t)}</li>)}</ol>
      </td>
      <td>{one.planned_by ? nameOf(people.find((person) => person.id === one.planned_by)) : "—"}</td>
      <td><Tag tone={tone[state]}>{t(`organization.plan.states.${state}`)}</Tag>{one.fault ? <small className="mut"> {t("organization.plan.fault", { change: one.fault.change })}</small> : null}</td>
      <td className={css.end}>{state === "waits" && may("cancel_reorganization") ? <Button small look="text" onClick={cancel}>{t("organization.plan.cancel")}</Button> : null}</td>
    </tr>
  );
}
