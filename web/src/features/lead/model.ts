/** What the server is asked while a lead is typed. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { read } from "@/lib/api";
import type { Body } from "@/lib/definition";

/** What identifies a customer, as far as typed; nothing while there is too little to look for. */
export function probeOf(value: Body): Record<string, string> | null {
  const text = (key: string) => (typeof value[key] === "string" ? (value[key] as string).trim() : "");
  const name = text("account_name");
  const uscc = text("uscc");
  if ([...name].length < 2 && uscc.length < 18) return null;
  const more = { uscc, phone: text("contact_phone"), email: text("contact_email") };
  return { name, ...Object.fromEntries(Object.entries(more).filter(([, one]) => one)) };
}

export const knownQuery = (probe: string) =>
  queryOptions({ queryKey: ["duplicates", probe], queryFn: ({ signal }) => read("/duplicates", { query: JSON.parse(probe) as { name: string }, signal }), enabled: probe !== "null", staleTime: 30_000, placeholderData: keepPreviousData });

/** For whom one may register, as the server has it. */
export const registrationQuery = queryOptions({ queryKey: ["registration"], queryFn: ({ signal }) => read("/registration", { signal }), staleTime: 5 * 60_000 });

const ANSWERS = ["budget_status", "authority_level", "intent_level"] as const;

/** The answers that a grade is suggested from; nothing while one is missing. */
export function answersOf(value: Body): Record<string, string> | null {
  const answers = ANSWERS.map((key) => [key, value[key]] as const);
  if (answers.some(([, answer]) => typeof answer !== "string" || !answer)) return null;
  const date = value.expected_purchase_date;
  return { ...(Object.fromEntries(answers) as Record<string, string>), ...(typeof date === "string" && date ? { expected_purchase_date: date } : {}) };
}
