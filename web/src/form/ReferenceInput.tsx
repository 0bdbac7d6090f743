/** Chooses people, contacts, products … by name; the value is the id. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Select } from "@/ui";
import { useLookup } from "@/lib/lookups";
import type { InputProps } from "./FieldInput";

export function ReferenceInput({ id, value, readOnly, bad, onChange, target, many }: InputProps & { target: string; many: boolean }) {
  const { t } = useTranslation();
  const lookup = useLookup();
  const [typed, setTyped] = useState("");
  const chosen = (many ? value : value ? [value] : []) as string[] | undefined;
  const { data: options = [], isFetching } = useQuery({ queryKey: ["lookup", lookup.scope, target, typed, chosen], queryFn: () => lookup(target, typed, chosen ?? []), placeholderData: (before) => before, staleTime: 30_000 });
  // Nobody reads an id: what is chosen has a name, or none yet.
  const unnamed = (chosen ?? []).filter((one) => !options.some((option) => option.value === one));
  if (readOnly) {
    const names = (chosen ?? []).map((one) => options.find((option) => option.value === one)?.label ?? "…");
    return <output id={id}>{names.join("、") || "—"}</output>;
  }
  return (
    <Select
      id={id}
      status={bad ? "error" : undefined}
      mode={many ? "multiple" : undefined}
      showSearch
      allowClear
      filterOption={false}
      loading={isFetching}
      value={many ? (chosen ?? []) : ((value as string) ?? undefined)}
      // A product is chosen by code and name; beside its name the code alone is enough.
      optionLabelProp={target === "product" ? "short" : "label"}
      options={[...options.map((option) => ({ value: option.value, short: option.label, label: option.note ? `${option.label} · ${option.note}` : option.label })), ...unnamed.map((one) => ({ value: one, short: "…", label: "…", disabled: true }))]}
      style={{ width: "100%" }}
      onSearch={setTyped}
      onChange={(next) => onChange(next ?? undefined)}
      placeholder={t("form.find")}
      notFoundContent={t("form.noneFound")}
    />
  );
}
