/** A sub-table: rows of fields, added and removed, each problem at its cell. On a phone a row is a small card. */
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "@/light/Button";
import { type Body, type Field, isAsked, isMarked, kindOf } from "@/lib/definition";
import { label } from "@/lib/i18n";
import type { FieldProblem } from "@/lib/problem";
import { FieldInput } from "./FieldInput";
import css from "./form.module.css";

interface Props {
  field: Field;
  id: string;
  value: unknown;
  path: string;
  problems: FieldProblem[];
  readOnly?: boolean;
  onChange: (next: unknown) => void;
}

export function TableInput({ field, id, value, path, problems, readOnly, onChange }: Props) {
  const { t } = useTranslation();
  const rows = (Array.isArray(value) ? value : []) as Body[];
  const columns = kindOf(field.type).columns ?? [];
  const least = readOnly ? rows.length : Math.max(rows.length, field.min_rows ?? (field.required === "required" ? 1 : 0));
  const shown = Array.from({ length: least }, (_, number) => rows[number] ?? {});
  const put = (number: number, row: Body) => onChange(shown.map((other, at) => (at === number ? row : other)));
  return (
    <div className={css.table} id={id} role="group" aria-label={label(field.name)}>
      {shown.map((row, number) => (
        <Row key={number} columns={columns} row={row} number={number} path={`${path}[${number}]`} problems={problems} readOnly={readOnly} onChange={(next) => put(number, next)} remove={() => onChange(shown.filter((_, at) => at !== number))} />
      ))}
      {readOnly ? null : (
        <Button small look="text" icon="plus" onClick={() => onChange([...shown, {}])}>
          {t("form.addRow")}
        </Button>
      )}
    </div>
  );
}

interface RowProps {
  columns: Field[];
  row: Body;
  number: number;
  path: string;
  problems: FieldProblem[];
  readOnly?: boolean;
  onChange: (row: Body) => void;
  remove: () => void;
}

function Row({ columns, row, number, path, problems, readOnly, onChange, remove }: RowProps) {
  const { t } = useTranslation();
  const asked = columns.filter((column) => readOnly || isAsked(column, row));
  return (
    <div className={css.row}>
      <span className={css.number}>{number + 1}</span>
      <div className={css.cells}>
        {asked.map((column) => {
          const at = `${path}.${column.key}`;
          const own = problems.filter((problem) => problem.path === at);
          const wide = kindOf(column.type).kind === "text";
          return (
            <div key={column.key} className={wide ? css.wideCell : css.cell} data-path={at}>
              <label htmlFor={`field-${at}`}>
                {label(column.name)}
                {isMarked(column, row) && !readOnly ? <i className={css.mark}>*</i> : null}
              </label>
              <FieldInput field={column} id={`field-${at}`} value={row[column.key]} readOnly={readOnly} bad={own.length > 0} onChange={(next) => onChange({ ...row, [column.key]: next })} />
              {own.map((problem) => (
                <p key={problem.code} className={css.problem} role="alert">
                  {problem.message ?? problem.code}
                </p>
              ))}
            </div>
          );
        })}
      </div>
      {readOnly ? null : <IconButton icon="close" size={14} label={t("form.removeRow", { number: number + 1 })} onClick={remove} />}
    </div>
  );
}
