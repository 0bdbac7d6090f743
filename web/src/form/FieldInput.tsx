/** One input for one field, by its type. Values are what the server takes: money in 分, decimals as text, dates as ISO. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Segments } from "@/light/Segments";
import { DatePicker, Input, InputNumber, Select } from "@/ui";
import { civil, instant, picked } from "@/lib/dates";
import { type Choice, type Field, kindOf } from "@/lib/definition";
import { label } from "@/lib/i18n";
import { parseYuan, plainYuan } from "@/lib/money";
import { FilesInput } from "./FilesInput";
import { ReferenceInput } from "./ReferenceInput";
import { shownValue } from "./shown";

export interface InputProps {
  field: Field;
  id: string;
  value: unknown;
  readOnly?: boolean;
  bad?: boolean;
  onChange: (next: unknown) => void;
}

export function FieldInput(props: InputProps) {
  const { field, id, value, readOnly, bad, onChange } = props;
  const { t } = useTranslation();
  const { kind, options, target } = kindOf(field.type);
  const example = field.example ? t("form.example", { example: field.example }) : undefined;
  const status = bad ? ("error" as const) : undefined;
  if (kind === "reference" || kind === "references") return <ReferenceInput {...props} target={target ?? ""} many={kind === "references"} />;
  if (kind === "file" || kind === "files") return <FilesInput {...props} many={kind === "files"} />;
  if (readOnly) return <output id={id}>{shownValue(field, value, t)}</output>;
  switch (kind) {
    case "text":
      return <Input.TextArea id={id} status={status} value={(value as string) ?? ""} autoSize={{ minRows: 3, maxRows: 12 }} maxLength={field.max_chars ?? 2000} onChange={(event) => onChange(event.target.value)} placeholder={example} />;
    case "integer":
      return <InputNumber id={id} status={status} value={value as number} precision={0} style={{ width: "100%" }} onChange={(next) => onChange(next ?? undefined)} placeholder={example} />;
    case "money":
      return <MoneyInput {...props} />;
    case "price":
    case "quantity":
    case "percent":
      return <Input id={id} status={status} inputMode="decimal" value={(value as string) ?? ""} suffix={kind === "percent" ? "%" : undefined} onChange={(event) => onChange(decimal(event.target.value))} placeholder={example} />;
    case "boolean":
      // Neither is chosen until somebody chooses: an unanswered question is no "no".
      return <Segments id={id} label={label(field.name)} options={[{ key: "yes", name: t("form.yes") }, { key: "no", name: t("form.no") }]} value={value === true ? "yes" : value === false ? "no" : undefined} onChange={(next) => onChange(next === "yes")} />;
    case "date":
      return <DatePicker id={id} status={status} placeholder={t("form.chooseDate")} value={picked(value)} style={{ width: "100%" }} onChange={(next) => onChange(civil(next))} />;
    case "instant":
      return <DatePicker id={id} status={status} placeholder={t("form.chooseTime")} showTime={{ format: "HH:mm", minuteStep: 5 }} format="YYYY-MM-DD HH:mm" value={picked(value)} style={{ width: "100%" }} onChange={(next) => onChange(instant(next))} />;
    case "choice":
      return <Select id={id} status={status} allowClear showSearch optionFilterProp="label" value={(value as string) ?? undefined} options={offered(options)} style={{ width: "100%" }} onChange={(next) => onChange(next ?? undefined)} placeholder={t("form.choose")} />;
    case "choices":
      return <Select id={id} status={status} mode="multiple" optionFilterProp="label" value={(value as string[]) ?? []} options={offered(options)} style={{ width: "100%" }} onChange={onChange} placeholder={t("form.choose")} />;
    default:
      return <Input id={id} status={status} value={(value as string) ?? ""} maxLength={field.max_chars ?? 2000} onChange={(event) => onChange(event.target.value)} placeholder={example} />;
  }
}

function offered(options: Choice[] = []) {
  return options.map((option) => ({ value: option.key, label: label(option.name) }));
}

/** Full-width digits and stops become plain ones; nothing is rounded here. */
function decimal(text: string): string {
  return text.replace(/[０-９．]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/[,，\s]/g, "");
}

/** Yuan as typed, 分 as kept; what is no amount yet stays on the screen and is not kept. */
function MoneyInput({ field, id, value, bad, onChange }: InputProps) {
  const { t } = useTranslation();
  const example = field.example ? t("form.example", { example: field.example }) : undefined;
  const kept = typeof value === "number" ? plainYuan(value) : "";
  const [typed, setTyped] = useState<string | undefined>();
  const isWrong = !!typed?.trim() && parseYuan(decimal(typed)) === undefined;
  return (
    <Input
      id={id}
      status={bad || isWrong ? "error" : undefined}
      inputMode="decimal"
      prefix="¥"
      value={typed ?? kept}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(parseYuan(decimal(event.target.value)));
      }}
      onBlur={() => isWrong || setTyped(undefined)}
      placeholder={example}
    />
  );
}
