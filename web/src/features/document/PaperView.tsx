/** A paper as submitted: its sections with what stands in them, for the screen and for the printer. */
import { useTranslation } from "react-i18next";
import type { DealView } from "@/features/deal/model";
import { type Body, type DocumentForm, type Field, isEmpty, kindOf } from "@/lib/definition";
import { isBareId } from "@/form/shown";
import { label } from "@/lib/i18n";
import { ValueView } from "./ValueView";
import css from "./document.module.css";

/** What was typed with what was computed, tables row by row. */
export function whole(body: Body, facts: Body): Body {
  const merged: Body = { ...facts, ...body };
  for (const [key, value] of Object.entries(body)) {
    const computed = facts[key];
    if (Array.isArray(value) && Array.isArray(computed)) merged[key] = value.map((row, at) => (typeof row === "object" && row !== null ? { ...(computed[at] as Body | undefined), ...(row as Body) } : row));
  }
  return merged;
}

export function PaperView({ deal, form, value }: { deal: DealView; form: DocumentForm; value: Body }) {
  return (
    <div className={css.view}>
      {form.sections.map((section) => {
        const fields = section.fields.filter((field) => !isEmpty(value[field.key]) && !isBareId(field, value[field.key]));
        if (!fields.length) return null;
        return (
          <section key={section.name.zh}>
            <h3>{label(section.name)}</h3>
            <dl>
              {fields.map((field) => (
                <Entry key={field.key} field={field} value={value[field.key]} deal={deal} />
              ))}
            </dl>
          </section>
        );
      })}
    </div>
  );
}

function Entry({ field, value, deal }: { field: Field; value: unknown; deal: DealView }) {
  const { t } = useTranslation();
  const wide = ["table", "text", "files"].includes(kindOf(field.type).kind);
  const isSystems = field.required === "automatic" || field.required === "computed";
  return (
    <div className={wide ? css.wideEntry : undefined}>
      <dt>
        {label(field.name)}
        {isSystems ? <small title={t("form.systems")}>{t("form.systemsShort")}</small> : null}
      </dt>
      <dd>
        <ValueView field={field} value={value} deal={deal} />
      </dd>
    </div>
  );
}
