/** A place, found by any part of its name or code; what the table does not know may be typed all the same. */
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { EditorProps } from "./FormEngine";

interface Props {
  id?: string;
  value: unknown;
  bad?: boolean;
  placeholder?: string;
  onChange: (next: string) => void;
}

export function RegionInput({ id, value, bad, placeholder, onChange }: Props) {
  const list = useId();
  const typed = typeof value === "string" ? value : "";
  const { data: places = [] } = useQuery({ queryKey: ["regions", typed.trim()], queryFn: async () => (await import("./regions")).regionsFor(typed), placeholderData: (before) => before, staleTime: Infinity });
  return (
    <>
      <input id={id} className="field" list={list} autoComplete="off" maxLength={40} aria-invalid={bad || undefined} value={typed} placeholder={placeholder} onChange={(event) => onChange(event.target.value)} />
      <datalist id={list}>
        {places.map((place) => (
          <option key={place} value={place}>{place}</option>
        ))}
      </datalist>
    </>
  );
}

/** The same in a form that is drawn from its definition. */
export function RegionField({ field, id, path, value, problems, readOnly, onChange }: EditorProps) {
  const { t } = useTranslation();
  if (readOnly) return <output id={id}>{typeof value === "string" ? value : "—"}</output>;
  return <RegionInput id={id} value={value} bad={problems.some((problem) => problem.path === path)} placeholder={field.example ? t("form.example", { example: field.example }) : undefined} onChange={onChange} />;
}
