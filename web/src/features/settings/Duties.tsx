/** Who sees what, and who may change which reference data: two tables, so that the division of duties can be read at a glance. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { roleName } from "@/features/process/words";
import { Card } from "@/light/Card";
import { Rows } from "@/light/Page";
import { Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { label } from "@/lib/i18n";
import type { Process } from "@/lib/process";
import { dutiesQuery } from "./duties";

export function Duties({ process }: { process: Process }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(dutiesQuery);
  const hidden = (role: string) => Object.values(process.documents).filter((form) => form.readers?.length && !form.readers.includes(role)).map((form) => label(form.name));
  return (
    <>
      <Card title={t("organization.sees")}>
        <Rows label={t("organization.sees")} heads={[t("rule.kind.role"), t("rule.scope"), t("organization.hidden")]}>
          {process.roles.map((role) => (
            <tr key={role.key}>
              <td>{label(role.name)}</td>
              <td>{t(`rule.scopes.${(role.scope ?? "own") as "own"}`)}</td>
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
