/** The words of the visit plan's choices, from the process definition. */
import { useQuery } from "@tanstack/react-query";
import type { Tone } from "@/light/Tag";
import { kindOf } from "@/lib/definition";
import { label } from "@/lib/i18n";
import { formOf, processQuery } from "@/lib/process";

export const COURSE: Record<string, Tone> = { planned: "amber", reported: "green", cancelled: "plain" };

export function useVisitWords() {
  const { data: process } = useQuery(processQuery);
  const fields = process ? (formOf(process, "visit_plan")?.sections.flatMap((section) => section.fields) ?? []) : [];
  return (field: string, key: string | undefined): string => {
    const options = fields.filter((one) => one.key === field).flatMap((one) => kindOf(one.type).options ?? []);
    return label(options.find((one) => one.key === key)?.name) || key || "—";
  };
}
