/** Who stands in for whom, from when to when. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Rows } from "@/light/Page";
import { Empty, Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { moment } from "@/lib/due";
import { nameOf } from "@/lib/names";
import { useSession } from "@/lib/session";
import type { Organization } from "./OrganizationPage";
import { delegationsQuery } from "./organization";
import css from "./settings.module.css";

export function Delegations({ organization: { people, act, may } }: { organization: Organization }) {
  const { t } = useTranslation();
  const session = useSession();
  const { data, error } = useQuery(delegationsQuery);
  const name = (id: string) => nameOf(people.find((one) => one.id === id));
  const choices = people.filter((one) => one.active).map((one) => ({ key: one.id, word: nameOf(one) }));
  const grant = () => act({ path: "/delegations", type: "grant_delegation", title: t("organization.grant"), note: t("organization.grantNote"), fields: [{ key: "from", word: t("organization.from"), options: choices, value: session?.person.id }, { key: "to", word: t("organization.to"), options: choices }, { key: "starts_at", word: t("organization.starts"), kind: "moment" }, { key: "ends_at", word: t("organization.ends"), kind: "moment" }] });
  return (
    <Card title={t("organization.tab.delegations")} actions={<Button small icon="plus" onClick={grant}>{t("organization.grant")}</Button>}>
      {error ? <Failure error={error} /> : null}
      {!data && !error ? <Waiting /> : null}
      {data && !data.length ? <Empty>{t("organization.noDelegations")}</Empty> : null}
      {data?.length ? (
        <Rows label={t("organization.tab.delegations")} heads={[t("organization.from"), t("organization.to"), t("organization.starts"), t("organization.ends"), ""]}>
          {data.map((one) => (
            <tr key={one.id}>
              <td>{name(one.from)}</td>
              <td>{name(one.to)}</td>
              <td>{moment(one.starts_at)}</td>
              <td>
                {moment(one.ends_at)} {isOver(one) ? <Tag>{t("organization.over")}</Tag> : null}
              </td>
              <td className={css.end}>{!isOver(one) && (may("revoke_delegation") || one.from === session?.person.id) ? <Button small look="text" onClick={() => act({ path: `/delegations/${one.id}`, type: "revoke_delegation", version: one.version, title: t("organization.revoke") })}>{t("organization.revoke")}</Button> : null}</td>
            </tr>
          ))}
        </Rows>
      ) : null}
    </Card>
  );
}

function isOver(one: { ends_at: string }): boolean {
  return Date.parse(one.ends_at) <= Date.now();
}
