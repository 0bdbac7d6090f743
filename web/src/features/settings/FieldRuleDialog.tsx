/** One field rule: of which field, what it does, for whom and in which stages. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "@/features/command/WayOut";
import { documentName, partyWord } from "@/features/process/words";
import { Button } from "@/light/Button";
import { Dialog } from "@/light/Dialog";
import { label } from "@/lib/i18n";
import type { Process } from "@/lib/process";
import { Chosen } from "./Chosen";
import { type FieldRule, fieldName, fieldsOf, fitted, formsOf, isRuled, isWhole, RULINGS } from "./fieldRules";
import css from "./settings.module.css";

interface Props {
  process: Process;
  rule: FieldRule;
  isNew: boolean;
  busy: boolean;
  error: Error | null;
  save: (rule: FieldRule) => void;
  close: () => void;
}

export function FieldRuleDialog({ process, rule, isNew, busy, error, save, close }: Props) {
  const { t } = useTranslation();
  const [next, setNext] = useState(rule);
  const put = (change: Partial<FieldRule>) => setNext((before) => ({ ...before, ...change }));
  const roles = ["owner", ...process.roles.map((role) => role.key)].map((key) => ({ key, word: partyWord(t, process, key) }));
  const stages = process.stages.map((one) => ({ key: one.stage, word: label(one.name) }));
  // A form as a whole is for some or for all; only fields are hidden, masked or fixed.
  const rulings = RULINGS.filter((to) => next.field !== null || to === "only");
  return (
    <Dialog guarded title={t(isNew ? "settings.fields.add" : "settings.fields.edit")} close={close} foot={
      <>
        <Button look="primary" busy={busy} disabled={!isWhole(next)} onClick={() => save(fitted(next))}>{t("act.save")}</Button>
        <Button onClick={close}>{t("act.cancel")}</Button>
      </>
    }>
      <div className={css.form}>
        <label className={css.label}>
          <span>{t("settings.fields.form")}<i aria-hidden="true">*</i></span>
          <select className="field" value={next.form} onChange={(event) => put({ form: event.target.value, field: null, to: "only", stages: [] })}>
            <option value="">—</option>
            {formsOf(process).map((kind) => <option key={kind} value={kind}>{documentName(process, kind)}</option>)}
          </select>
        </label>
        <label className={css.label}>
          <span>{t("settings.fields.field")}</span>
          <select className="field" value={next.field ?? ""} disabled={!next.form} onChange={(event) => put(event.target.value ? { field: event.target.value } : { field: null, to: "only", stages: [] })}>
            <option value="">{t("settings.fields.whole")}</option>
            {fieldsOf(process, next.form).filter(isRuled).map(({ path }) => <option key={path} value={path}>{fieldName(process, next.form, path)}</option>)}
          </select>
        </label>
        <label className={css.label}>
          <span>{t("settings.fields.to")}</span>
          <select className="field" value={next.to} onChange={(event) => put({ to: event.target.value as FieldRule["to"] })}>
            {rulings.map((to) => <option key={to} value={to}>{t(`settings.fields.ruling.${to}`)}</option>)}
          </select>
        </label>
        <Chosen must={next.to === "only"} label={t(next.to === "only" ? "settings.fields.seers" : "settings.fields.except")} keys={next.roles} options={roles} put={(keys) => put({ roles: keys })} />
        {next.to === "only" ? null : <Chosen label={t("settings.fields.inStages")} keys={next.stages} options={stages} put={(keys) => put({ stages: keys })} />}
        <p className="sm mut">{t("settings.fields.guard")}</p>
        {error ? <Refused error={error} /> : null}
      </div>
    </Dialog>
  );
}
