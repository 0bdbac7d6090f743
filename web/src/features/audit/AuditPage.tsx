/** The record: what happened, what was tried, how a deal stood, and whether the record is whole. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "@/light/Card";
import { Chips, PageHead } from "@/light/Page";
import { holds, useSession } from "@/lib/session";
import ExportButton, { type ListFile } from "../export/ExportButton";
import { Requests } from "../export/Requests";
import { Anomalies, anomaliesQueryOf } from "./Anomalies";
import { AsOf } from "./AsOf";
import { Chains } from "./Chains";
import { CommandLog } from "./CommandLog";
import { Exports, exportsQueryOf } from "./Exports";
import { FilterBar } from "./FilterBar";
import { type Filters, historyQueryOf, logQueryOf, securityQueryOf } from "./filters";
import { SecurityLog } from "./SecurityLog";
import { SensitiveReads } from "./SensitiveReads";
import { Trail } from "./Trail";
import css from "./audit.module.css";

type Address = Filters & { tab?: string; at?: string };

const TABS = ["history", "log", "anomalies", "security", "exports", "reads", "asof", "chains"] as const;

export default function AuditPage() {
  const { t } = useTranslation();
  const session = useSession();
  const { tab: asked, at, ...filters } = useSearch({ strict: false }) as Address;
  const navigate = useNavigate();
  const put = useCallback((next: Address) => void navigate({ to: ".", search: (before: Address) => ({ ...before, ...next }), replace: true }), [navigate]);
  const isOpen = { chains: holds(session, "auditor", "sys_admin", "general_manager"), security: holds(session, "auditor", "security_admin"), reads: holds(session, "auditor"), anomalies: holds(session, "auditor", "general_manager", "security_admin") };
  const tabs = TABS.filter((tab) => (tab in isOpen ? isOpen[tab as keyof typeof isOpen] : true));
  const tab = tabs.find((one) => one === asked) ?? "history";
  const file = fileOf(tab, filters);
  return (
    <>
      <PageHead title={t("audit.title")} note={t(`audit.note.${tab}`)}>{file ? <ExportButton {...file} /> : null}</PageHead>
      <div className={css.tabs}>
        <Chips label={t("audit.title")} chips={tabs.map((key) => ({ key, word: t(`audit.tab.${key}`) }))} chosen={tab} choose={(key) => put({ tab: key })} />
      </div>
      {tab === "exports" ? <Requests /> : null}
      <Card label={t(`audit.tab.${tab}`)}>
        {file ? <FilterBar filters={filters} put={put} outcomes={tab === "log" || tab === "security"} whole={tab === "history" || tab === "log"} kinds={tab === "security"} settled={tab === "anomalies"} /> : null}
        {tab === "history" ? <Trail filters={filters} /> : null}
        {tab === "log" ? <CommandLog filters={filters} put={put} /> : null}
        {tab === "anomalies" ? <Anomalies filters={filters} /> : null}
        {tab === "security" ? <SecurityLog filters={filters} /> : null}
        {tab === "exports" ? <Exports filters={filters} /> : null}
        {tab === "reads" ? <SensitiveReads filters={filters} /> : null}
        {tab === "asof" ? <AsOf deal={filters.deal} at={at} put={put} /> : null}
        {tab === "chains" ? <Chains /> : null}
      </Card>
    </>
  );
}

/** What a tab is as a file. */
function fileOf(tab: string, filters: Filters): ListFile | undefined {
  if (tab === "history") return { list: "history", query: historyQueryOf(filters) };
  if (tab === "log") return { list: "command_log", query: logQueryOf(filters) };
  if (tab === "security") return { list: "security_log", query: securityQueryOf(filters) };
  if (tab === "reads") return { list: "sensitive_reads", query: exportsQueryOf(filters) };
  if (tab === "anomalies") return { list: "anomalies", query: anomaliesQueryOf(filters) };
  return tab === "exports" ? { list: "exports", query: exportsQueryOf(filters) } : undefined;
}
