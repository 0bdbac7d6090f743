/** A cell of a sheet: a plain input for text and numbers, a list for choices, a search for references; red where the server says so. */
import { useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Body, type Field, kindOf } from "@/lib/definition";
import { label } from "@/lib/i18n";
import type { FieldProblem } from "@/lib/problem";
import { FieldInput } from "./FieldInput";
import { grouped, priced } from "@/lib/money";
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
/** A line of so few characters needs a narrow column. */
const SHORT = 20;
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
    <td data-cell={place} data-path={path} data-kind={kind === "line" && (column.max_chars ?? SHORT + 1) <= SHORT ? "short" : kind} className={`${isNumber ? css.right : ""} ${readOnly ? css.computed : ""} ${own ? css.bad : ""}`} title={own?.message}>
      {inside()}
      {own ? (
        <span className="visually-hidden" role="alert">
          {name}: {own.message}
        </span>
      ) : null}
    </td>
  );
}

/** What is typed stays on the screen while it is no number; only what is one goes into the form. */
function Typed({ column, value, name, bad, onChange }: { column: Field; value: unknown; name: string; bad: boolean; onChange: (next: unknown) => void }) {
  const [typed, setTyped] = useState<string>();
  const [isHere, setHere] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  // Whoever comes into a cell types over what stands there, as in a spreadsheet.
  useLayoutEffect(() => {
    if (isHere) input.current?.select();
  }, [isHere]);
  const { kind } = kindOf(column.type);
  const isText = kind === "line" || kind === "text";
  const isWrong = !isText && !!typed?.trim() && cellValue(column, typed) === undefined;
  return (
    <input
      ref={input}
      aria-label={name}
      aria-invalid={bad || isWrong || undefined}
      inputMode={NUMBERS.includes(kind) ? "decimal" : undefined}
      value={typed ?? (isHere || kind !== "price" ? cellText(column, value) : grouped(value))}
      maxLength={column.max_chars ?? 2000}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(isText ? event.target.value : cellValue(column, event.target.value));
      }}
      onFocus={() => setHere(true)}
      onBlur={() => (isWrong || setTyped(undefined), setHere(false))}
    />
  );
}
