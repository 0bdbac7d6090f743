/** A field of a command with its word and what is wrong with it. */
import { FieldInput } from "@/form/FieldInput";
import { TableInput } from "@/form/TableInput";
import { type Field, kindOf } from "@/lib/definition";
import { label } from "@/lib/i18n";
import type { FieldProblem } from "@/lib/problem";
import { COUNTED } from "./fields";
import css from "./command.module.css";

interface Props {
  field: Field;
  value: unknown;
  problems: FieldProblem[];
  onChange: (next: unknown) => void;
}

export function CommandField({ field, value, problems, onChange }: Props) {
  const id = `command-${field.key}`;
  const own = problems.filter((problem) => problem.path === field.key);
  const isTable = kindOf(field.type).kind === "table";
  const counted = COUNTED.has(field.key);
  // People count from one, the wire from nought.
  const shown = counted && typeof value === "number" ? value + 1 : value;
  const put = (next: unknown) => onChange(counted && typeof next === "number" ? next - 1 : next);
  return (
    <div className={css.field} data-path={field.key}>
      <label htmlFor={id}>
        {label(field.name)}
        {field.required === "required" ? <i className={css.mark}>*</i> : null}
      </label>
      {isTable ? <TableInput field={field} id={id} value={value} path={field.key} problems={problems} onChange={onChange} /> : <FieldInput field={field} id={id} value={shown} bad={own.length > 0} onChange={put} />}
      {own.map((problem) => (
        <p key={problem.code} className={css.problem} role="alert">
          {problem.message ?? problem.code}
        </p>
      ))}
    </div>
  );
}
