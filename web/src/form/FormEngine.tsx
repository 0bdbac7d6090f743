/** Draws any document from its definition. It knows no rule: what is wrong, the server says, and it is shown at its field. */
import { useTranslation } from "react-i18next";
import { label } from "@/lib/i18n";
import { type Body, type DocumentForm, type Field, isAsked, isEmpty, isMarked, kindOf } from "@/lib/definition";
import type { FieldProblem } from "@/lib/problem";
import { FieldInput } from "./FieldInput";
import { TableInput } from "./TableInput";
import css from "./form.module.css";

export interface FormProps {
  form: DocumentForm;
  value: Body;
  onChange: (next: Body) => void;
  problems?: FieldProblem[];
  /** Values that the system set or computed, shown and not typed. */
  computed?: Body;
  readOnly?: boolean;
  /** Fields that this person may not fill. */
  locked?: (field: Field) => boolean;
}

export function FormEngine({ form, value, onChange, problems = [], computed = {}, readOnly, locked }: FormProps) {
  return (
    <div className={css.form}>
      {form.sections.map((section) => {
        const fields = section.fields.filter((field) => (readOnly ? !isEmpty(value[field.key] ?? computed[field.key]) : isAsked(field, value) || !isEmpty(computed[field.key])));
        if (!fields.length) return null;
        return (
          <fieldset key={section.name.zh} className={css.section}>
            <legend>{label(section.name)}</legend>
            <div className={css.fields}>
              {fields.map((field) => (
                <FormField key={field.key} field={field} record={value} computed={computed[field.key]} path={field.key} problems={problems} readOnly={readOnly || locked?.(field)} onChange={(next) => onChange({ ...value, [field.key]: next })} />
              ))}
            </div>
          </fieldset>
        );
      })}
    </div>
  );
}

interface FieldProps {
  field: Field;
  record: Body;
  computed: unknown;
  path: string;
  problems: FieldProblem[];
  readOnly?: boolean;
  onChange: (next: unknown) => void;
}

function FormField({ field, record, computed, path, problems, readOnly, onChange }: FieldProps) {
  const { t } = useTranslation();
  const { kind } = kindOf(field.type);
  const own = problems.filter((problem) => problem.path === path);
  const isSystems = field.required === "automatic" || field.required === "computed";
  const wide = kind === "table" || kind === "text" || kind === "files";
  const id = `field-${path}`;
  return (
    <div className={wide ? css.wide : css.field} data-path={path} data-bad={own.length ? true : undefined}>
      <label htmlFor={id}>
        {label(field.name)}
        {isMarked(field, record) && !readOnly ? <i className={css.mark} title={t("form.required")}>*</i> : null}
        {field.needed_at && !readOnly ? <small>{t("form.neededAt", { gate: field.needed_at })}</small> : null}
      </label>
      {kind === "table" ? (
        <TableInput field={field} id={id} value={record[field.key]} path={path} problems={problems} readOnly={readOnly || isSystems} onChange={onChange} />
      ) : (
        <FieldInput field={field} id={id} value={record[field.key] ?? computed} readOnly={readOnly || isSystems} bad={own.length > 0} onChange={onChange} />
      )}
      {own.map((problem) => (
        <p key={problem.code} className={css.problem} role="alert" id={`${id}-problem`}>
          {problem.message ?? problem.code}
        </p>
      ))}
    </div>
  );
}
