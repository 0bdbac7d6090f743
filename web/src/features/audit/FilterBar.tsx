/** What narrows the record: who, what, how it ended, which deal, when. Everything lives in the address. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { DealPicker } from "@/features/search/DealPicker";
import { commandName } from "@/features/process/words";
import { Button } from "@/light/Button";
import { nameOf } from "@/lib/names";
import { rowsQuery } from "@/lib/reference";
import words from "@/locales/zh-CN/audit.json";
import zh from "@/locales/zh-CN/rule.json";
import type { Filters } from "./filters";
import css from "./audit.module.css";

const NONE: Filters = { actor: undefined, deal: undefined, command: undefined, outcome: undefined, code: undefined, kind: undefined, department: undefined, from: undefined, to: undefined };

interface Props {
  filters: Filters;
  put: (next: Filters) => void;
  /** Whether refusals are among what is listed. */
  outcomes?: boolean;
  /** Whether it is about commands to deals; otherwise only who and when. */
  whole?: boolean;
  /** Whether it is the security log: its kinds are chosen among, and no codes. */
  kinds?: boolean;
  /** Whether it is about findings, open or settled. */
  settled?: boolean;
}

export function FilterBar({ filters, put, outcomes, whole = true, kinds, settled }: Props) {
  const { t, i18n } = useTranslation();
  const { data: people = [] } = useQuery(rowsQuery("/users"));
  const commands = Object.keys(zh.command).map((key) => [key, commandName(t, key)] as const).sort((a, b) => a[1].localeCompare(b[1], i18n.language));
  return (
    <div className={css.filters}>
      {whole ? <DealPicker chosen={filters.deal} choose={(deal) => put({ deal })} /> : null}
      <select className="field" aria-label={t("audit.who")} value={filters.actor ?? ""} onChange={(event) => put({ actor: event.target.value || undefined })}>
        <option value="">{t("audit.anyone")}</option>
        {people.map((one) => (
          <option key={one.id} value={one.id}>{nameOf(one)}</option>
        ))}
      </select>
      {whole ? <select className="field" aria-label={t("audit.command")} value={filters.command ?? ""} onChange={(event) => put({ command: event.target.value || undefined })}>
        <option value="">{t("audit.anyCommand")}</option>
        {commands.map(([key, name]) => (
          <option key={key} value={key}>{name}</option>
        ))}
      </select> : null}
      {kinds ? <select className="field" aria-label={t("audit.what")} value={filters.kind ?? ""} onChange={(event) => put({ kind: event.target.value || undefined })}>
        <option value="">{t("audit.anything")}</option>
        {Object.keys(words.kind).map((key) => (
          <option key={key} value={key}>{t(`audit.kind.${key as "sign_in"}`)}</option>
        ))}
      </select> : null}
      {outcomes && !kinds ? <OfDepartment chosen={filters.department} choose={(department) => put({ department })} /> : null}
      {outcomes ? <Outcomes filters={filters} put={put} kinds={kinds} /> : null}
      {settled ? <select className="field" aria-label={t("anomaly.made")} value={filters.outcome ?? ""} onChange={(event) => put({ outcome: event.target.value || undefined })}>
        <option value="">{t("anomaly.any")}</option>
        <option value="open">{t("anomaly.open")}</option>
        <option value="done">{t("anomaly.done")}</option>
      </select> : null}
      <Days from={filters.from} to={filters.to} put={put} />
      {Object.values(filters).some(Boolean) ? <Button small look="text" onClick={() => put(NONE)}>{t("act.clear")}</Button> : null}
    </div>
  );
}

/** A department and those below it. */
export function OfDepartment({ chosen, choose }: { chosen?: string; choose: (department?: string) => void }) {
  const { t } = useTranslation();
  const { data: departments = [] } = useQuery(rowsQuery("/departments"));
  return (
    <select className="field" aria-label={t("organization.department")} value={chosen ?? ""} onChange={(event) => choose(event.target.value || undefined)}>
      <option value="">{t("insight.allDepartments")}</option>
      {departments.map((one) => (
        <option key={one.id} value={one.id}>{nameOf(one)}</option>
      ))}
    </select>
  );
}

function Outcomes({ filters, put, kinds }: Props) {
  const { t } = useTranslation();
  const code = (text: string) => put({ code: text.trim() || undefined });
  return (
    <>
      <select className="field" aria-label={t("audit.outcome")} value={filters.outcome ?? ""} onChange={(event) => put({ outcome: event.target.value || undefined })}>
        <option value="">{t("audit.anyOutcome")}</option>
        <option value="refused">{t(kinds ? "audit.failed" : "audit.refused")}</option>
        <option value="accepted">{t(kinds ? "audit.done" : "audit.accepted")}</option>
      </select>
      {kinds ? null : <input key={filters.code ?? ""} className="field" aria-label={t("audit.code")} placeholder={t("audit.code")} defaultValue={filters.code ?? ""} onBlur={(event) => code(event.target.value)} onKeyDown={(event) => event.key === "Enter" && !event.nativeEvent.isComposing && code(event.currentTarget.value)} />}
    </>
  );
}

/** From one day to another, both counted. */
export function Days({ from, to, put }: { from?: string; to?: string; put: (next: { from?: string; to?: string }) => void }) {
  const { t } = useTranslation();
  return (
    <span className={css.span}>
      <input type="date" className="field" aria-label={t("audit.from")} value={from ?? ""} onChange={(event) => put({ from: event.target.value || undefined })} />
      <span className="mut">{t("audit.until")}</span>
      <input type="date" className="field" aria-label={t("audit.to")} value={to ?? ""} onChange={(event) => put({ to: event.target.value || undefined })} />
    </span>
  );
}
