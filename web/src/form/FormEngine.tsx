/** Draws any document from its definition. It knows no rule: what is wrong, the server says, and it is shown at its field. */
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { label } from "@/lib/i18n";
import { type Body, type DocumentForm, type Field, isAsked, isEmpty, isMarked, kindOf } from "@/lib/definition";
import type { FieldProblem } from "@/lib/problem";
import { FieldInput } from "./FieldInput";
import { isBareId } from "./shown";
import { isSystems } from "./sheet";
import { TableInput } from "./TableInput";
import css from "./form.module.css";

/** What an editor of one field is given: more than an input, for what a form is not enough for. */
export interface EditorProps {
  field: Field;
  id: string;
  path: string;
  value: unknown;
  /** The whole form. */
  record: Body;
  /** What the server computed of this field. */
  computed: unknown;
  problems: FieldProblem[];
  readOnly?: boolean;
  onChange: (next: unknown) => void;
  /** Puts another field of the form, where the editor draws both. */
  put: (key: string, next: unknown) => void;
}

export interface FormProps {
  form: DocumentForm;
  value: Body;
  onChange: (next: Body) => void;
  problems?: FieldProblem[];
  /** Values that the system set or computed, shown and not typed. */
  computed?: Body;
  readOnly?: boolean;
  /** Why this person may not fill a field; absent where he may. */
  locked?: (field: Field) => string | undefined;
  /** Fields that are not shown. */
  hidden?: (field: Field) => boolean;
  /** Where a value was filled in from. */
  sources?: Record<string, string>;
  /** Editors of some fields, by key. */
  editors?: Record<string, ComponentType<EditorProps>>;
}

export function FormEngine(props: FormProps) {
  const { form, value, computed = {}, readOnly, hidden } = props;
  return (
    <div className={css.form}>
      {form.sections.map((section) => {
        const fields = section.fields.filter((field) => !hidden?.(field) && !isBareId(field, computed[field.key]) && (readOnly ? !isEmpty(value[field.key] ?? computed[field.key]) : isAsked(field, value) || !isEmpty(computed[field.key])));
        if (!fields.length) return null;
        return (
          <fieldset key={section.name.zh} className={css.section}>
            <legend>{label(section.name)}</legend>
            <div className={css.fields}>
              {fields.map((field) => (
                <FormField key={field.key} field={field} {...props} computed={computed} />
              ))}
            </div>
          </fieldset>
        );
      })}
    </div>
  );
}

function FormField({ field, value: record, computed = {}, problems = [], readOnly, locked, sources = {}, editors = {}, onChange }: FormProps & { field: Field }) {
  const { t } = useTranslation();
  const { kind } = kindOf(field.type);
  const path = field.key;
  const own = problems.filter((problem) => problem.path === path);
  const systems = isSystems(field);
  const reason = readOnly || systems ? undefined : locked?.(field);
  const closed = readOnly || !!reason || systems;
  const Editor = editors[field.key];
  // A line stays one, whatever draws it.
  const wide = (!!Editor && kind !== "line") || kind === "table" || kind === "text" || kind === "files";
  const id = `field-${path}`;
  const put = (key: string, next: unknown) => onChange({ ...record, [key]: next });
  const given = { field, id, path, problems, readOnly: closed, onChange: (next: unknown) => put(field.key, next) };
  return (
    <div className={wide ? css.wide : css.field} data-path={path} data-bad={own.length ? true : undefined}>
      <label htmlFor={id}>
        {label(field.name)}
        {isMarked(field, record) && !closed ? <i className={css.mark} title={t("form.required")}>*</i> : null}
        {field.needed_at && !closed ? <small>{t("form.neededAt", { gate: field.needed_at })}</small> : null}
        {sources[field.key] && !closed ? <small>{t("form.from", { source: sources[field.key] })}</small> : null}
        {reason ? <small>{reason}</small> : systems && !readOnly ? <small title={t("form.systems")}>{t("form.systemsShort")}</small> : null}
      </label>
      {Editor ? (
        <Editor {...given} value={record[field.key]} record={record} computed={computed[field.key]} put={put} />
      ) : kind === "table" ? (
        <TableInput {...given} value={record[field.key] ?? computed[field.key]} />
      ) : (
        <FieldInput {...given} value={record[field.key] ?? computed[field.key]} bad={own.length > 0} />
      )}
      {own.map((problem) => (
        <p key={problem.code} className={css.problem} role="alert" id={`${id}-problem`}>
          {problem.message ?? problem.code}
        </p>
      ))}
    </div>
  );
}
