/** Who sees and fills what in forms: what the company says, and what the process says by itself. Kept by whoever answers for security. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { documentName, partyWord } from "@/features/process/words";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { PageHead, Rows } from "@/light/Page";
import { Empty, Failure, Waiting } from "@/light/states";
import { give } from "@/lib/api";
import { label } from "@/lib/i18n";
import { type Process, processQuery } from "@/lib/process";
import { type Act, ActDialog } from "./ActDialog";
import { useMaySet } from "./duties";
import { FieldRuleDialog } from "./FieldRuleDialog";
import { emptyRule, type FieldRule, fieldName, rulesOfProcess } from "./fieldRules";
import { SettingsNav } from "./SettingsNav";
import { settingsQuery } from "./settings";
import css from "./settings.module.css";

export default function FieldRulesPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const may = useMaySet()("field_rules");
  const { data: process } = useQuery(processQuery);
  const { data, error } = useQuery(settingsQuery);
  const [edited, edit] = useState<{ at: number; rule: FieldRule }>();
  const [act, setAct] = useState<Act>();
  const rules = data?.field_rules ?? [];
  const saving = useMutation({
    mutationFn: (next: FieldRule[]) => give("/settings/commands", { type: "put_setting", key: "field_rules", value: next }),
    onSuccess: async () => {
      await client.invalidateQueries();
      edit(undefined);
    },
  });
  const put = (at: number, rule: FieldRule) => saving.mutate(at < rules.length ? rules.map((one, other) => (other === at ? rule : one)) : [...rules, rule]);
  const drop = (at: number) => setAct({ path: "/settings", type: "put_setting", title: t("settings.fields.drop"), note: t("settings.fields.dropAsk", { at: at + 1 }), body: () => ({ key: "field_rules", value: rules.filter((_, other) => other !== at) }) });
  const open = (at: number, rule: FieldRule) => (saving.reset(), edit({ at, rule }));
  return (
    <>
      <SettingsNav />
      <PageHead title={t("settings.page.fields")} note={t("settings.fields.note")}>
        {may ? <Button icon="plus" look="primary" onClick={() => open(rules.length, emptyRule())}>{t("settings.fields.add")}</Button> : null}
      </PageHead>
      {error ? <Failure error={error} /> : null}
      {(!data || !process) && !error ? <Waiting rows={4} /> : null}
      {data && process ? (
        <>
          <Card title={t("settings.fields.company")}>
            {rules.length ? (
              <Rules process={process} rules={rules} name={t("settings.fields.company")} acts={may ? (at, rule) => (
                <span className={css.acts}>
                  <Button small look="text" onClick={() => open(at, rule)}>{t("act.edit")}</Button>
                  <Button small look="text" onClick={() => drop(at)}>{t("settings.fields.drop")}</Button>
                </span>
              ) : undefined} />
            ) : <Empty>{t("settings.fields.none")}</Empty>}
          </Card>
          <div style={{ height: 14 }} />
          <Card title={t("settings.fields.process")}>
            <Rules process={process} rules={rulesOfProcess(process)} name={t("settings.fields.process")} />
          </Card>
        </>
      ) : null}
      {edited && process ? <FieldRuleDialog process={process} rule={edited.rule} isNew={edited.at === rules.length} busy={saving.isPending} error={saving.error} save={(rule) => put(edited.at, rule)} close={() => edit(undefined)} /> : null}
      {act ? <ActDialog act={act} close={() => setAct(undefined)} /> : null}
    </>
  );
}

function Rules({ process, rules, name, acts }: { process: Process; rules: FieldRule[]; name: string; acts?: (at: number, rule: FieldRule) => React.ReactNode }) {
  const { t } = useTranslation();
  const joint = t("setting.joint");
  return (
    <Rows stacked label={name} heads={[t("settings.fields.form"), t("settings.fields.field"), t("settings.fields.to"), t("settings.fields.roles"), t("settings.fields.stages"), ...(acts ? [""] : [])]}>
      {rules.map((rule, at) => (
        <tr key={`${rule.form}.${rule.field}.${rule.to}.${at}`}>
          <td className={css.nowrap}>{acts ? `${at + 1}. ` : ""}{documentName(process, rule.form)}</td>
          <td className={css.nowrap}>{rule.field ? fieldName(process, rule.form, rule.field) : t("settings.fields.whole")}</td>
          <td className={css.nowrap}>{t(`settings.fields.ruling.${rule.to}`)}</td>
          <td>{rule.roles.map((role) => partyWord(t, process, role)).join(joint) || <span className="mut">{t("settings.fields.nobody")}</span>}</td>
          <td>{rule.stages.map((stage) => label(process.stages.find((one) => one.stage === stage)?.name) || stage).join(joint) || <span className="mut">{t("settings.fields.always")}</span>}</td>
          {acts ? <td className={css.end}>{acts(at, rule)}</td> : null}
        </tr>
      ))}
    </Rows>
  );
}
