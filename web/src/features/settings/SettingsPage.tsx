/** The installation: how it is, its settings, our own entities; what the process fixes is shown with its clause. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { roleName } from "@/features/process/words";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Beside, PageHead, Rows } from "@/light/Page";
import { Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import type { Row } from "@/lib/api";
import { processQuery } from "@/lib/process";
import { rowsQuery } from "@/lib/reference";
import { holds, useSession } from "@/lib/session";
import { type Act, ActDialog } from "./ActDialog";
import { ApiKeys } from "./ApiKeys";
import { useMay, useMaySet } from "./duties";
import { Health } from "./Health";
import { PaperTemplates } from "./PaperTemplates";
import { SettingsNav } from "./SettingsNav";
import { settingsQuery } from "./settings";
import css from "./settings.module.css";

export default function SettingsPage() {
  const { t } = useTranslation();
  const session = useSession();
  const [act, setAct] = useState<Act>();
  return (
    <>
      <SettingsNav />
      <PageHead title={t("settings.title")} note={session?.company} />
      <Beside wide beside={holds(session, "sys_admin", "auditor") ? <Health /> : null}>
        <Values act={setAct} />
        <Entities act={setAct} />
        <PaperTemplates act={setAct} />
        {holds(session, "sys_admin", "security_admin", "auditor") ? <ApiKeys /> : null}
        <Card title={t("settings.process")} actions={<Link to="/process" search={{ view: "settings" }}>{t("settings.openProcess")}</Link>}>
          <p className={css.text}>{t("settings.processNote")}</p>
        </Card>
      </Beside>
      {act ? <ActDialog act={act} close={() => setAct(undefined)} /> : null}
    </>
  );
}

/** Settings with pages of their own. */
const ELSEWHERE = ["role_scopes", "field_rules", "pools", "pools_since"];

/** A map holds a number for each role. */
type Value = number | string | boolean | string[] | Record<string, number | string>;

function Values({ act }: { act: (act: Act) => void }) {
  const { t } = useTranslation();
  const maySet = useMaySet();
  const { data, error } = useQuery(settingsQuery);
  const { data: process } = useQuery(processQuery);
  const name = (key: string) => t(`settings.key.${key as "delegation_max_days"}`, { defaultValue: key });
  const edit = (key: string, value: Value) => {
    const many = Array.isArray(value);
    const map = typeof value === "object" && !many;
    const yes = typeof value === "boolean";
    const shown = yes ? (value ? "yes" : "") : many ? value.join("\n") : map ? Object.entries(value).map(([role, rows]) => `${role} ${rows}`).join("\n") : String(value);
    const typed = (text: string) => (yes ? text === "yes" : many ? text.split(/\s+/).filter(Boolean) : map ? numbersIn(text) : typeof value === "string" ? text.trim() : Number(text));
    act({
      path: "/settings",
      type: "put_setting",
      title: t("settings.change"),
      note: t("settings.changeNote"),
      fields: [{ key: "value", word: name(key), options: key === "password_preset" ? ["asvs", "dengbao"].map((one) => ({ key: one, word: t(`settings.preset.${one as "asvs"}`) })) : undefined, kind: yes ? "check" : many || map ? "lines" : key === "letterhead_logo" ? "picture" : typeof value === "string" ? "text" : "number", optional: typeof value === "string", value: shown }],
      body: (values) => ({ key, value: typed(values.value ?? "") }),
    });
  };
  return (
    <Card title={t("settings.values")}>
      {error ? <Failure error={error} /> : null}
      {!data && !error ? <Waiting /> : null}
      {data ? (
        <Rows label={t("settings.values")} heads={[t("rule.name"), t("settings.value"), ""]}>
          {Object.entries(data as Record<string, unknown> as Record<string, Value>).filter(([key]) => !ELSEWHERE.includes(key)).map(([key, value]) => (
            <tr key={key}>
              <td className={css.named}>{name(key)}</td>
              <td>
                {typeof value === "object" ? <span className="mut">{(Array.isArray(value) ? value.map((one) => (process && key === "second_factor_roles" ? roleName(process, one) : one)) : Object.entries(value).map(([role, rows]) => `${process ? roleName(process, role) : role} ${rows.toLocaleString()}`)).join(t("setting.joint"))}</span> : <><b>{typeof value === "boolean" ? t(value ? "settings.yes" : "settings.no") : value === "" ? "—" : key === "password_preset" ? t(`settings.preset.${value as "asvs"}`) : value}</b> <span className="mut">{t(`settings.unit.${key as "delegation_max_days"}`, { defaultValue: "" })}</span></>}
              </td>
              <td className={css.end}>{maySet(key) ? <Button small look="text" onClick={() => edit(key, value)}>{t("act.edit")}</Button> : null}</td>
            </tr>
          ))}
        </Rows>
      ) : null}
    </Card>
  );
}

/** Lines of a role and a number, as they are shown. */
function numbersIn(text: string): Record<string, number> {
  const lines = text.split("\n").map((line) => line.trim().split(/[\s:：=]+/)).filter(([role]) => role);
  return Object.fromEntries(lines.map(([role, rows]) => [role as string, Number(rows)]));
}

type Entity = Row<{ name: string; uscc: string; address: string | null; bank: string | null; bank_account: string | null; phone: string | null; is_sme: boolean; active: boolean }>;

function Entities({ act }: { act: (act: Act) => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const { data, error } = useQuery(rowsQuery("/own-entities"));
  const fields = (entity?: Entity) => [
    { key: "name", word: t("settings.entityName"), value: entity?.name },
    { key: "uscc", word: t("settings.uscc"), value: entity?.uscc },
    { key: "address", word: t("settings.address"), value: entity?.address ?? "", optional: true },
    { key: "bank", word: t("settings.bank"), value: entity?.bank ?? "", optional: true },
    { key: "bank_account", word: t("settings.account"), value: entity?.bank_account ?? "", optional: true },
    { key: "phone", word: t("settings.phone"), value: entity?.phone ?? "", optional: true },
    { key: "is_sme", word: t("settings.sme"), kind: "check" as const, value: entity?.is_sme ? "yes" : "" },
  ];
  const body = (values: Record<string, string>) => ({ card: { ...Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value.trim() || null])), is_sme: values.is_sme === "yes" } });
  const add = () => act({ path: "/own-entities", type: "create_own_entity", title: t("settings.addEntity"), fields: fields(), body });
  return (
    <Card title={t("settings.entities")} actions={may("create_own_entity") ? <Button small icon="plus" onClick={add}>{t("settings.addEntity")}</Button> : null}>
      {error ? <Failure error={error} /> : null}
      <Rows label={t("settings.entities")} heads={[t("settings.entityName"), t("settings.uscc"), t("settings.bank"), ""]}>
        {((data ?? []) as unknown as Entity[]).map((entity) => (
          <tr key={entity.id}>
            <td>
              {entity.name} {entity.is_sme ? <Tag>{t("settings.smeShort")}</Tag> : null} {entity.active ? null : <Tag>{t("price.retired")}</Tag>}
              <p className="sm mut">{[entity.address, entity.phone].filter(Boolean).join(" · ")}</p>
            </td>
            <td className={css.nowrap}>{entity.uscc}</td>
            <td>
              {entity.bank ?? "—"}
              <p className="sm mut">{entity.bank_account}</p>
            </td>
            <td className={css.end}>{entity.active && may("revise_own_entity") ? <Button small look="text" onClick={() => act({ path: `/own-entities/${entity.id}`, type: "revise_own_entity", version: entity.version, title: t("settings.editEntity"), fields: fields(entity), body })}>{t("act.edit")}</Button> : null}</td>
          </tr>
        ))}
      </Rows>
    </Card>
  );
}
