/** What lists of deals ask for, and the filters that they offer. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Asked, read } from "@/lib/api";
import { kindOf } from "@/lib/definition";
import { type Filters, narrowing } from "@/lib/filters";
import { label } from "@/lib/i18n";
import { formOf, processQuery } from "@/lib/process";
import type { FilterSpec } from "../list/FilterBar";
import { usePages } from "@/lib/pages";

export const PAGE = 200;

type Which = NonNullable<Asked<"/deals">["query"]>;

/** The address as the server reads it. */
export function which(filters: Filters, fixed: Partial<Which> = {}): Which {
  const order = filters.order as Which["order"];
  return { ...(narrowing(filters) as unknown as Which), ...(order ? { order } : {}), ...fixed };
}

export function useDeals(filters: Filters, fixed: Partial<Which>) {
  const query = which(filters, fixed);
  return usePages(["deals", query], (cursor, signal) => read("/deals", { query: { ...query, limit: PAGE, cursor }, signal }));
}

/** Options of the process definition, in the language in force. */
export function useChoices() {
  const { data: process } = useQuery(processQuery);
  const stages = (process?.stages ?? []).map((one) => ({ value: one.stage, label: label(one.name) }));
  const form = process ? formOf(process, "lead_registration") : undefined;
  const field = form?.sections.flatMap((section) => section.fields).find((one) => one.key === "source_channel");
  const sources = (field ? (kindOf(field.type).options ?? []) : []).map((one) => ({ value: one.key, label: label(one.name) }));
  const source = (key?: string | null) => sources.find((one) => one.value === key)?.label ?? key ?? "—";
  return { stages, sources, source };
}

/** The filters of deals and of leads. */
export function useSpecs(kind: "deals" | "leads"): { specs: FilterSpec[]; further: FilterSpec[] } {
  const { t } = useTranslation();
  const { stages, sources } = useChoices();
  const grades = ["A", "B", "C"].map((grade) => ({ value: grade, label: t("list.grade", { grade }) }));
  const standings = (["open", "closed", "lost", "invalid"] as const).map((one) => ({ value: one, label: t(`list.standing.${one}`) }));
  const owner: FilterSpec = { kind: "owner", key: "owner", label: t("list.owner") };
  const grade: FilterSpec = { kind: "choice", key: "grade", label: t("list.gradeHead"), options: grades };
  const source: FilterSpec = { kind: "choice", key: "source", label: t("list.source"), options: sources };
  const standing: FilterSpec = { kind: "choice", key: "standing", label: t("list.standingHead"), options: standings };
  const department: FilterSpec = { kind: "department", key: "department", label: t("list.department") };
  const overdue: FilterSpec = { kind: "flag", key: "overdue", label: t("list.overdue") };
  if (kind === "leads") return { specs: [owner, source, grade, overdue], further: [department, standing] };
  const ranges: FilterSpec[] = [
    { kind: "yuan", key: "amount_from_minor", label: t("list.amountFrom") },
    { kind: "yuan", key: "amount_to_minor", label: t("list.amountTo") },
    { kind: "date", key: "close_from", label: t("list.closeFrom") },
    { kind: "date", key: "close_to", label: t("list.closeTo") },
  ];
  const stage: FilterSpec = { kind: "choice", key: "stage", label: t("list.stage"), options: stages };
  const unpaid: FilterSpec = { kind: "flag", key: "unpaid", label: t("list.unpaid") };
  return { specs: [stage, owner, grade, overdue], further: [department, source, standing, unpaid, ...ranges] };
}
