/** Documents of one kind across deals. */
import { useTranslation } from "react-i18next";
import { type Asked, read, type Schemas } from "@/lib/api";
import { type Filters, narrowing } from "@/lib/filters";
import type { Tone } from "@/light/Tag";
import { between } from "@/lib/zone";
import type { FilterSpec } from "../list/FilterBar";
import { usePages } from "@/lib/pages";

export type Paper = Schemas["DocumentLine"];

/** Each row's deal is folded for its figures, so a page is smaller than one of deals. */
const PAGE = 50;

type Which = Asked<"/documents">["query"];

/** What the list of a kind is asked for. */
export function papersQuery(kind: string, filters: Filters) {
  return { ...narrowing(filters), ...between(filters.from, filters.to), kind } as Which;
}

export function usePapers(kind: string, filters: Filters) {
  const query = papersQuery(kind, filters);
  return usePages(["deals", "documents", query], (cursor, signal) => read("/documents", { query: { ...query, kind, limit: PAGE, cursor }, signal }));
}

export const STATUS: Record<string, Tone> = { submitted: "plain", in_review: "blue", approved: "green", refused: "red", voided: "plain" };

export function usePaperSpecs(): { specs: FilterSpec[]; further: FilterSpec[] } {
  const { t } = useTranslation();
  const statuses = (["submitted", "in_review", "approved", "refused", "voided"] as const).map((one) => ({ value: one, label: t(`paper.status.${one}`) }));
  return {
    specs: [
      { kind: "choice", key: "status", label: t("paper.statusHead"), options: statuses },
      { kind: "owner", key: "owner", label: t("list.owner") },
    ],
    further: [
      { kind: "department", key: "department", label: t("list.department") },
      { kind: "date", key: "from", label: t("paper.from") },
      { kind: "date", key: "to", label: t("paper.to") },
    ],
  };
}

/** A fact that is an amount of 分. */
export function minor(paper: Paper, key: string): number | undefined {
  const value = (paper.facts as Record<string, unknown>)[key];
  return typeof value === "number" ? value : undefined;
}

/** A fact that is text: a date, a percentage, the key of a choice. */
export function said(paper: Paper, key: string): string | undefined {
  const value = (paper.facts as Record<string, unknown>)[key];
  return typeof value === "string" ? value : undefined;
}
