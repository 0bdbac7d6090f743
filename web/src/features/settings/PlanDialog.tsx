/** A plan of changes is put together line by line and judged by the server as a whole. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "@/features/command/WayOut";
import { Button, IconButton } from "@/light/Button";
import { Dialog } from "@/light/Dialog";
import { give } from "@/lib/api";
import { newKey } from "@/lib/http";
import type { Organization } from "./OrganizationPage";
import { CHANGES, type Change, type ChangeKind, optionsOf, saidOf } from "./organization";
import css from "./settings.module.css";

export function PlanDialog({ organization, close }: { organization: Organization; close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [on, setOn] = useState("");
  const [changes, setChanges] = useState<Change[]>([]);
  const key = useRef(newKey());
  const planning = useMutation({
    mutationFn: () => give("/reorganizations/commands", { type: "plan_reorganization", name: name.trim(), on, changes }, { key: key.current }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["reference"] });
      close();
    },
    onError: () => {
      key.current = newKey();
    },
  });
  return (
    <Dialog guarded wide title={t("organization.plan.make")} close={close} foot={
      <>
        <Button look="primary" busy={planning.isPending} disabled={!name.trim() || !on || !changes.length} onClick={() => planning.mutate()}>{t("organization.plan.make")}</Button>
        <Button onClick={close}>{t("act.cancel")}</Button>
      </>
    }>
      <div className={css.form}>
        <p className="mut">{t("organization.plan.makeNote")}</p>
        <label className={css.label}><span>{t("rule.name")}<i aria-hidden="true">*</i></span><input className="field" value={name} maxLength={60} onChange={(event) => setName(event.target.value)} /></label>
        <label className={css.label}><span>{t("organization.plan.on")}<i aria-hidden="true">*</i></span><input className="field" type="date" value={on} onChange={(event) => setOn(event.target.value)} /></label>
        <ol className={css.plan}>
          {changes.map((change, at) => (
            <li key={at}>{saidOf(change, organization, t)} <IconButton icon="close" label={t("organization.plan.drop")} onClick={() => setChanges(changes.filter((_, other) => other !== at))} /></li>
          ))}
        </ol>
        <Adder organization={organization} add={(change) => setChanges([...changes, change])} />
        {planning.error ? <Refused error={planning.error} /> : null}
      </div>
    </Dialog>
  );
}

function Adder({ organization, add }: { organization: Organization; add: (change: Change) => void }) {
  const { t } = useTranslation();
  const [kind, choose] = useState<ChangeKind>("appoint");
  const [values, setValues] = useState<Record<string, string>>({});
  const options = optionsOf(organization);
  const fields = CHANGES[kind];
  const isWhole = fields.every((field) => "optional" in field || values[field.key]);
  const change = () => {
    add({ kind, ...Object.fromEntries(fields.flatMap((field) => (values[field.key] ? [[field.key, values[field.key]]] : []))) } as Change);
    setValues({});
  };
  return (
    <fieldset className={css.adder}>
      <select className="field" aria-label={t("organization.plan.kind")} value={kind} onChange={(event) => (choose(event.target.value as ChangeKind), setValues({}))}>
        {(Object.keys(CHANGES) as ChangeKind[]).map((one) => <option key={one} value={one}>{t(`organization.plan.kinds.${one}`)}</option>)}
      </select>
      {fields.map((field) => (
        <select key={field.key} className="field" aria-label={t(`organization.plan.fields.${field.key}`)} value={values[field.key] ?? ""} onChange={(event) => setValues({ ...values, [field.key]: event.target.value })}>
          <option value="">{t(`organization.plan.fields.${field.key}`)}</option>
          {options[field.of].map((one) => <option key={one.key} value={one.key}>{one.word}</option>)}
        </select>
      ))}
      <Button small icon="plus" disabled={!isWhole} onClick={change}>{t("organization.plan.add")}</Button>
    </fieldset>
  );
}
