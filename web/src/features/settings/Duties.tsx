/** Who sees what, and who may change which reference data: two tables, so that the division of duties can be read at a glance. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { roleName } from "@/features/process/words";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Rows } from "@/light/Page";
import { Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { day } from "@/lib/due";
import { label } from "@/lib/i18n";
import { nameOf } from "@/lib/names";
import type { Process } from "@/lib/process";
import type { Organization } from "./OrganizationPage";
import { dutiesQuery, useMaySet } from "./duties";
import { settingsQuery } from "./settings";

const SCOPES = ["own", "team", "below", "all"] as const;

export function Duties({ process, act, people, posts }: Pick<Organization, "process" | "act" | "people" | "posts">) {
  const { t } = useTranslation();
  const maySet = useMaySet();
  const settings = useQuery(settingsQuery);
  const scopes = settings.data?.role_scopes ?? {};
  const edit = (role: Process["roles"][number]) =>
    act({
      path: "/settings",
      type: "put_setting",
      title: t("access.setScope", { role: label(role.name) }),
      fields: [{ key: "scope", word: t("access.scope"), value: scopes[role.key] ?? role.scope ?? "own", options: SCOPES.map((key) => ({ key, word: t(`rule.scopes.${key}`) })) }],
      body: (values) => ({ key: "role_scopes", value: { ...scopes, [role.key]: values.scope } }),
    });
  const { data, error } = useQuery(dutiesQuery);
  const hidden = (role: string) => Object.values(process.documents).filter((form) => form.readers?.length && !form.readers.includes(role)).map((form) => label(form.name));
  return (
    <>
      <Card title={t("organization.sees")}>
        <Rows label={t("organization.sees")} heads={[t("rule.kind.role"), t("rule.scope"), t("organization.hidden")]}>
          {process.roles.map((role) => (
            <tr key={role.key}>
              <td>
                {label(role.name)}
                {posts.filter((post) => post.role === role.key && post.acting_until).map((post) => (
                  <small key={post.id} className="mut"> · {nameOf(people.find((one) => one.id === post.holder))} {t("organization.acting", { on: day(post.acting_until ?? "") })}</small>
                ))}
              </td>
              <td>
                {t(`rule.scopes.${(scopes[role.key] ?? role.scope ?? "own") as "own"}`)} {scopes[role.key] ? <small className="mut">{t("access.byCompany")}</small> : null}
                {role.business !== false && maySet("role_scopes") ? <Button small look="text" onClick={() => edit(role)}>{t("act.edit")}</Button> : null}
              </td>
              <td className="mut">{hidden(role.key).join(t("setting.joint")) || "—"}</td>
            </tr>
          ))}
        </Rows>
      </Card>
      <div style={{ height: 14 }} />
      <Card title={t("organization.changes")}>
        {error ? <Failure error={error} /> : null}
        {!data && !error ? <Waiting /> : null}
        {data ? (
          <Rows label={t("organization.changes")} heads={[t("audit.command"), t("organization.who"), t("organization.never")]}>
            {data.map((rule) => (
              <tr key={rule.command}>
                <td>
                  {t(`organization.command.${rule.command as "create_person"}`, { defaultValue: rule.command })} {rule.is_mine ? <Tag tone="green">{t("organization.mine")}</Tag> : null}
                </td>
                <td>{[...rule.roles.map((role) => roleName(process, role)), ...(rule.owner ? [t("organization.owner")] : [])].join(t("setting.joint"))}</td>
                <td className="mut">{rule.never.map((role) => roleName(process, role)).join(t("setting.joint")) || "—"}</td>
              </tr>
            ))}
          </Rows>
        ) : null}
      </Card>
    </>
  );
}
