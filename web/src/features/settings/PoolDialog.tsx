/** One pool, edited as a whole: names, what falls into it, its people, and the limits that differ from the company's. */
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "@/features/command/WayOut";
import { RegionInput } from "@/form/RegionInput";
import { Button } from "@/light/Button";
import { Dialog } from "@/light/Dialog";
import { nameOf } from "@/lib/names";
import { type NamedRow, rowsQuery } from "@/lib/reference";
import { Chosen, Entries, type Option } from "./Chosen";
import { ACCOUNT_LIMITS, keyFrom, LEAD_LIMITS, type Limits, type Pool } from "./pools";
import css from "./settings.module.css";

/** Who has left is still named, and can be taken out. */
const optionsOf = (rows: NamedRow[]): Option[] => rows.map((row) => ({ key: row.id, word: nameOf(row), gone: row.active === false }));

interface Props {
  pool: Pool;
  /** Keys of the other pools. */
  taken: string[];
  busy: boolean;
  error: Error | null;
  save: (pool: Pool) => void;
  close: () => void;
}

export function PoolDialog({ pool, taken, busy, error, save, close }: Props) {
  const { t } = useTranslation();
  const [next, setNext] = useState(pool);
  const put = (change: Partial<Pool>) => setNext((before) => ({ ...before, ...change }));
  const { data: people = [] } = useQuery(rowsQuery("/users"));
  const { data: departments = [] } = useQuery(rowsQuery("/departments"));
  const holds = next.regions.length + next.industries.length + next.departments.length > 0;
  const whole = !!next.name.zh.trim() && !!next.name.en.trim() && holds && next.members.departments.length + next.members.people.length > 0;
  const done = () => save({ ...next, key: next.key || keyFrom(next.name.en, taken), name: { zh: next.name.zh.trim(), en: next.name.en.trim() } });
  return (
    <Dialog guarded wide title={t(pool.key ? "pool.set.edit" : "pool.set.add")} close={close} foot={
      <>
        <Button look="primary" busy={busy} disabled={!whole} onClick={done}>{t("act.save")}</Button>
        <Button onClick={close}>{t("act.cancel")}</Button>
      </>
    }>
      <div className={css.form}>
        <p className="mut">{t("pool.set.editNote")}</p>
        <div className={css.pair}>
          <label className={css.label}><span>{t("pool.set.nameZh")}<i aria-hidden="true">*</i></span><input className="field" maxLength={40} value={next.name.zh} onChange={(event) => put({ name: { ...next.name, zh: event.target.value } })} /></label>
          <label className={css.label}><span>{t("pool.set.nameEn")}<i aria-hidden="true">*</i></span><input className="field" maxLength={40} value={next.name.en} onChange={(event) => put({ name: { ...next.name, en: event.target.value } })} /></label>
        </div>
        <h3>{t("pool.set.holds")}</h3>
        <p className="sm mut">{t("pool.set.holdsNote")}</p>
        <Typed label={t("pool.set.regions")} entries={next.regions} put={(regions) => put({ regions })} input={(value, type) => <RegionInput value={value} placeholder={t("pool.set.regionExample")} onChange={type} />} />
        <Typed label={t("pool.set.industries")} entries={next.industries} put={(industries) => put({ industries })} input={(value, type) => <input className="field" maxLength={60} value={value} placeholder={t("pool.set.industryExample")} onChange={(event) => type(event.target.value)} />} />
        <Chosen label={t("pool.set.departments")} keys={next.departments} options={optionsOf(departments)} put={(ids) => put({ departments: ids })} />
        <h3>{t("pool.set.members")}<i className={css.must} aria-hidden="true">*</i></h3>
        <div className={css.pair}>
          <Chosen label={t("pool.set.memberDepartments")} keys={next.members.departments} options={optionsOf(departments)} put={(ids) => put({ members: { ...next.members, departments: ids } })} />
          <Chosen label={t("pool.set.memberPeople")} keys={next.members.people} options={optionsOf(people)} put={(ids) => put({ members: { ...next.members, people: ids } })} />
        </div>
        <Chosen label={t("pool.set.admins")} keys={next.admins} options={optionsOf(people)} put={(admins) => put({ admins })} />
        <h3>{t("pool.set.limits")}</h3>
        <p className="sm mut">{t("pool.set.limitsNote")}</p>
        <div className={css.pair}>
          <Numbers label={t("pool.leads")} keys={LEAD_LIMITS} values={next.leads} put={(leads) => put({ leads })} />
          <Numbers label={t("pool.accounts")} keys={ACCOUNT_LIMITS} values={next.accounts} put={(accounts) => put({ accounts })} />
        </div>
        {error ? <Refused error={error} /> : null}
      </div>
    </Dialog>
  );
}

function Typed({ label, entries, put, input }: { label: string; entries: string[]; put: (entries: string[]) => void; input: (value: string, type: (value: string) => void) => ReactNode }) {
  const { t } = useTranslation();
  const [value, type] = useState("");
  const add = () => {
    const entry = value.trim();
    if (entry && !entries.includes(entry)) put([...entries, entry]);
    type("");
  };
  return (
    <div className={css.label}>
      <span>{label}</span>
      <Entries entries={entries.map((entry) => ({ key: entry, word: entry }))} drop={(entry) => put(entries.filter((one) => one !== entry))} />
      <form className={css.acts} aria-label={label} onSubmit={(event) => (event.preventDefault(), add())}>
        {input(value, type)}
        <Button small type="submit" disabled={!value.trim()}>{t("pool.set.include")}</Button>
      </form>
    </div>
  );
}

function Numbers({ label, keys, values, put }: { label: string; keys: readonly string[]; values: Limits; put: (values: Limits) => void }) {
  const { t } = useTranslation();
  return (
    <fieldset className={css.numbers}>
      <legend>{label}</legend>
      {keys.map((key) => (
        <label key={key}>
          <span>{t(`pool.limit.${key as "holding_cap"}`)}</span>
          <input className="field" type="number" min={0} placeholder={t("pool.set.asCompany")} value={values[key] ?? ""} onChange={(event) => put({ ...values, [key]: event.target.value === "" ? null : Number(event.target.value) })} />
        </label>
      ))}
    </fieldset>
  );
}
