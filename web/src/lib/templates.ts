/** The company's own forms for papers. */
import { useQuery } from "@tanstack/react-query";
import type { Row } from "./api";
import { rowsQuery } from "./reference";

export type PaperTemplate = Row<{ name: string; kind: string; format: string; active: boolean; added_at: string }>;

/** Those that are in use for a kind of paper. */
export function useTemplates(kind: string): PaperTemplate[] {
  const { data } = useQuery(rowsQuery("/paper-templates"));
  return ((data ?? []) as unknown as PaperTemplate[]).filter((one) => one.active && one.kind === kind);
}
