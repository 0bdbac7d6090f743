/** A cell of a sheet: a plain input for text and numbers, a list for choices, a search for references; red where the server says so. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Body, type Field, kindOf } from "@/lib/definition";
import { label } from "@/lib/i18n";
import type { FieldProblem } from "@/lib/problem";
import { FieldInput } from "./FieldInput";
import { priced } from "@/lib/money";
import { cellText, cellValue } from "./sheet";
import { shownValue } from "./shown";
import css from "./sheet.module.css";

interface Props {
  column: Field;
  row: Body;
  computed?: Body;
  place: string;
  path: string;
  problems: FieldProblem[];
  readOnly?: boolean;
  onChange: (next: unknown) => void;
}

const NUMBERS = ["money", "price", "quantity", "percent", "integer"];
const TYPED = [...NUMBERS, "line", "text"];

export function SheetCell({ column, row, computed, place, path, problems, readOnly, onChange }: Props) {
  const { t } = useTranslation();
  const { kind, options = [] } = kindOf(column.type);
  const own = problems.find((problem) => problem.path === path);
  const value = row[column.key] ?? computed?.[column.key];
  const name = `${label(column.name)} ${Number(place.split(",")[0]) + 1}`;
  const isNumber = NUMBERS.includes(kind);
  const inside = () => {
    if (readOnly && kind !== "reference") return <output>{kind === "price" ? priced(value) : shownValue(column, value, t)}</output>;
    if (TYPED.includes(kind)) return <Typed column={column} value={value} name={name} bad={!!own} onChange={onChange} />;
    if (kind === "choice") {
      return (
        <select aria-label={name} aria-invalid={!!own || undefined} value={(value as string) ?? ""} onChange={(event) => onChange(event.target.value || undefined)}>
          <option value="" aria-label="—" />
          {options.map((option) => (
            <option key={option.key} value={option.key}>
              {label(option.name)}
            </option>
          ))}
        </select>
      );
    }
    return <FieldInput field={column} id={`field-${path}`} value={value} readOnly={readOnly} bad={!!own} onChange={onChange} />;
  };
  return (
    <td data-cell={place} data-path={path} data-kind={kind} className={`${isNumber ? css.right : ""} ${readOnly ? css.computed : ""} ${own ? css.bad : ""}`} title={own?.message}>
      {inside()}
      {own ? (
        <span className="visually-hidden" role="alert">
          {name}: {own.message}
        </span>
      ) : null}
    </td>
  );
}

/** What is typed stays on the screen while it is no number yet; only what is one goes into the form. */
function Typed({ column, value, name, bad, onChange }: { column: Field; value: unknown; name: string; bad: boolean; onChange: (next: unknown) => void }) {
  const [typed, setTyped] = useState<string>();
  const { kind } = kindOf(column.type);
  return (
    <input
      aria-label={name}
      aria-invalid={bad || undefined}
      inputMode={NUMBERS.includes(kind) ? "decimal" : undefined}
      value={typed ?? cellText(column, value)}
      maxLength={column.max_chars ?? 2000}
      placeholder={column.example ?? undefined}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(kind === "line" || kind === "text" ? event.target.value : cellValue(column, event.target.value));
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}
