/** The record: what happened, what was tried, how a deal stood, and whether the record is whole. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "@/light/Card";
import { Chips, PageHead } from "@/light/Page";
import { holds, useSession } from "@/lib/session";
import { AsOf } from "./AsOf";
import { Chains } from "./Chains";
import { CommandLog } from "./CommandLog";
import { FilterBar } from "./FilterBar";
import type { Filters } from "./filters";
import { Trail } from "./Trail";
import css from "./audit.module.css";

type Address = Filters & { tab?: string; at?: string };

const TABS = ["history", "log", "asof", "chains"] as const;

export default function AuditPage() {
  const { t } = useTranslation();
  const session = useSession();
  const { tab: asked, at, ...filters } = useSearch({ strict: false }) as Address;
  const navigate = useNavigate();
  const put = useCallback((next: Address) => void navigate({ to: ".", search: (before: Address) => ({ ...before, ...next }), replace: true }), [navigate]);
  const tabs = TABS.filter((tab) => tab !== "chains" || holds(session, "auditor", "sys_admin", "general_manager"));
  const tab = tabs.find((one) => one === asked) ?? "history";
  return (
    <>
      <PageHead title={t("audit.title")} note={t(`audit.note.${tab}`)} />
      <div className={css.tabs}>
        <Chips label={t("audit.title")} chips={tabs.map((key) => ({ key, word: t(`audit.tab.${key}`) }))} chosen={tab} choose={(key) => put({ tab: key })} />
      </div>
      <Card label={t(`audit.tab.${tab}`)}>
        {tab === "history" || tab === "log" ? <FilterBar filters={filters} put={put} outcomes={tab === "log"} /> : null}
        {tab === "history" ? <Trail filters={filters} /> : null}
        {tab === "log" ? <CommandLog filters={filters} put={put} /> : null}
        {tab === "asof" ? <AsOf deal={filters.deal} at={at} put={put} /> : null}
        {tab === "chains" ? <Chains /> : null}
      </Card>
    </>
  );
}
