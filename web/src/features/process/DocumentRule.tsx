/** The form of a document, to be read: its fields, who fills and sees them, at which gate each is needed. */
import { useTranslation } from "react-i18next";
import { type Field, kindOf } from "@/lib/definition";
import { label } from "@/lib/i18n";
import type { Process } from "@/lib/process";
import { Facts, Rows } from "@/light/Page";
import { PartLink, type Shown } from "./Rule";
import { partyWord, roleName, typeWord } from "./words";
import css from "./process.module.css";

export function DocumentRule({ process, part, open }: Shown) {
  const { t } = useTranslation();
  const form = process.documents[part.key];
  if (!form) return null;
  const stages = [form.stage, ...(form.also_in ?? [])].map((key) => label(process.stages.find((one) => one.stage === key)?.name));
  const gates = Object.keys(process.gates).filter((key) => process.gates[key]?.conditions.some((one) => one.link.document === part.key));
  return (
    <>
      <Facts
        rows={[
          [t("rule.fillers"), form.fillers.length ? form.fillers.map((one) => partyWord(t, process, one)).join(" · ") : t("rule.filledBySystem")],
          [t("rule.readers"), form.readers?.length ? form.readers.map((one) => roleName(process, one)).join(" · ") : t("rule.allReaders")],
          [t("rule.whenIn"), stages.join(" · ")],
          [t("rule.chain"), form.chain ? <PartLink process={process} part={{ kind: "chain", key: form.chain }} open={open} /> : t("rule.noChain")],
          ...(gates.length ? ([[t("rule.kind.gate"), <span key="gates" className={css.links}>{gates.map((key) => <PartLink key={key} process={process} part={{ kind: "gate", key }} open={open} />)}</span>]] as [string, React.ReactNode][]) : []),
          [t("rule.fields"), form.many ? t("rule.many") : t("rule.single")],
        ]}
      />
      {form.sections.map((section) => (
        <section key={section.name.zh} className={css.section}>
          <h3>{label(section.name)}</h3>
          <Rows label={label(section.name)} heads={[t("rule.name"), t("rule.type"), t("rule.need"), t("rule.who"), t("rule.sees")]}>
            {section.fields.map((field) => (
              <FieldRow key={field.key} process={process} field={field} siblings={section.fields} />
            ))}
          </Rows>
        </section>
      ))}
    </>
  );
}

function FieldRow({ process, field, siblings, inner }: { process: Process; field: Field; siblings: Field[]; inner?: boolean }) {
  const { t } = useTranslation();
  const kind = kindOf(field.type);
  const visible = field.visible;
  return (
    <>
      <tr>
        <td className={inner ? css.inner : undefined}>
          {label(field.name)}
          {kind.options ? <p className="sm mut">{kind.options.map((one) => label(one.name)).join(" / ")}</p> : null}
        </td>
        <td>{typeWord(t, field)}</td>
        <td>
          {t(`rule.${field.required}`)}
          <Condition field={field} siblings={siblings} />
          {field.needed_at ? <p className="sm mut">{t("rule.atGate", { gate: field.needed_at })}</p> : null}
        </td>
        <td>{field.fillers.length ? field.fillers.map((one) => partyWord(t, process, one)).join(" · ") : <span className="mut">{t("rule.sameAsForm")}</span>}</td>
        <td>{visible && visible !== "all" ? visible.roles.map((one) => roleName(process, one)).join(" · ") : <span className="mut">{t("rule.everyone")}</span>}</td>
      </tr>
      {kind.columns?.map((column) => <FieldRow key={column.key} process={process} field={column} siblings={kind.columns ?? []} inner />)}
    </>
  );
}

function Condition({ field, siblings }: { field: Field; siblings: Field[] }) {
  const { t } = useTranslation();
  const when = field.when;
  if (!when) return null;
  const other = siblings.find((one) => one.key === when.field);
  const options = other ? kindOf(other.type).options : undefined;
  const words = (keys: string[]) => keys.map((key) => label(options?.find((one) => one.key === key)?.name) || (key === "true" ? t("form.yes") : key === "false" ? t("form.no") : key)).join(" / ");
  const name = other ? label(other.name) : when.field;
  return <p className="sm mut">{when.is.length ? t("rule.when", { field: name, is: words(when.is) }) : t("rule.whenNot", { field: name, is: words(when.is_not) })}</p>;
}
