/** Which column is which field, what its texts stand for, and what the file does not say. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Rows } from "@/light/Page";
import { Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { assign, command, fix, type Import, importQuery, type Look, lookQuery, map, type Mapping, mean } from "./imports";
import css from "./imports.module.css";

export function MapColumns({ one, done }: { one: Import; done: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [sheet, chooseSheet] = useState<string>();
  const look = useQuery(lookQuery(one.id, sheet));
  const [said, setMapping] = useState<{ of: Look; mapping: Mapping }>();
  // What was said of one sheet says nothing of another.
  const mapping = said && said.of === look.data ? said.mapping : (look.data?.mapping as unknown as Mapping | undefined);
  const checked = useMutation({
    mutationFn: async (next: Mapping) => {
      await map(one.id, next);
      const now = await client.fetchQuery({ ...lookQuery(one.id), staleTime: 0 });
      if (now.fault) return undefined;
      return command(one.id, { type: "check_import" });
    },
    onSuccess: (begun) => {
      if (!begun) return;
      client.setQueryData(importQuery(one.id).queryKey, begun);
      done();
    },
  });
  if (look.error) return <Failure error={look.error} retry={() => void look.refetch()} />;
  if (!look.data || !mapping) return <Waiting rows={8} />;
  const found = look.data;
  const put = (next: Mapping) => setMapping({ of: found, mapping: next });
  const missing = look.data.fields.filter((field) => field.required && !Object.values(mapping.columns).includes(field.key) && !mapping.fixed?.[field.key]);
  return (
    <Card title={t("imports.map")} beside={look.data.remembered ? <Tag tone="blue">{t("imports.remembered")}</Tag> : null} actions={<Button look="primary" busy={checked.isPending} onClick={() => checked.mutate(mapping)}>{t("imports.check", { count: look.data.rows })}</Button>}>
      <div className={css.body}>
        <Told look={look.data} choose={chooseSheet} />
        {look.data.fault ? <p className={css.fault} role="alert">{look.data.fault}</p> : null}
        {checked.error ? <Failure error={checked.error} /> : null}
        {missing.length ? <p className={css.missing}>{t("imports.missing", { fields: missing.map((field) => field.name).join(t("imports.comma")) })}</p> : null}
      </div>
      <Columns look={look.data} mapping={mapping} put={put} />
      <Fixed look={look.data} mapping={mapping} put={put} />
    </Card>
  );
}

function Told({ look, choose }: { look: Look; choose: (sheet: string) => void }) {
  const { t } = useTranslation();
  const sheets = look.sheets.filter((sheet) => sheet.rows > 0);
  return (
    <p className={css.facts}>
      {sheets.length > 1 ? (
        <label>
          {t("imports.sheet")}{" "}
          <select className="field" value={look.sheet} onChange={(event) => choose(event.target.value)}>
            {sheets.map((sheet) => <option key={sheet.name} value={sheet.name}>{sheet.name}{sheet.hidden ? ` ${t("imports.hidden")}` : ""}</option>)}
          </select>
        </label>
      ) : null}
      {look.encoding ? <span>{t("imports.encoding")} {look.encoding}</span> : null}
      <span>{t("imports.headRow", { row: look.head_row })}</span>
      <span>{t("imports.rows", { count: look.rows })}</span>
    </p>
  );
}

interface Part {
  look: Look;
  mapping: Mapping;
  put: (next: Mapping) => void;
}

function Columns({ look, mapping, put }: Part) {
  const { t } = useTranslation();
  const named = look.columns.filter((column) => column.heading);
  return (
    <Rows label={t("imports.map")} heads={[t("imports.heading"), t("imports.examples"), t("imports.field")]}>
      {named.map((column) => {
        const field = look.fields.find((one) => one.key === mapping.columns[column.heading]);
        return (
          <tr key={column.heading} className={field ? undefined : css.unknown}>
            <td><b>{column.heading}</b></td>
            <td className={css.examples}>
              {column.values.slice(0, 3).map((value) => value.text).join(" · ") || "—"}
              {field?.options.length ? <Meanings look={look} mapping={mapping} put={put} heading={column.heading} field={field.key} /> : null}
            </td>
            <td>
              <select className="field" aria-label={t("imports.fieldOf", { heading: column.heading })} value={field?.key ?? ""} onChange={(event) => put(assign(mapping, column.heading, event.target.value))}>
                <option value="">{t("imports.leftOut")}</option>
                {look.fields.map((one) => <option key={one.key} value={one.key}>{one.name}{one.required ? " *" : ""}</option>)}
              </select>
            </td>
          </tr>
        );
      })}
    </Rows>
  );
}

/** Texts of a column of choices, each with the option that it stands for. */
function Meanings({ look, mapping, put, heading, field }: Part & { heading: string; field: string }) {
  const { t } = useTranslation();
  const values = look.columns.find((column) => column.heading === heading)?.values ?? [];
  const options = look.fields.find((one) => one.key === field)?.options ?? [];
  return (
    <details className={css.meanings}>
      <summary>{t("imports.meanings", { count: values.length })}</summary>
      {values.map(({ text, count }) => (
        <label key={text}>
          <span>{text} <small className="mut">{t("imports.times", { count })}</small></span>
          <select className="field" value={mapping.values?.[field]?.[text] ?? ""} onChange={(event) => put(mean(mapping, field, text, event.target.value))}>
            <option value="">{t("imports.asWritten")}</option>
            {options.map((option) => <option key={option.key} value={option.key}>{option.name}</option>)}
          </select>
        </label>
      ))}
    </details>
  );
}

/** What is said once for a file: how and when its people were told that their data is kept, and on which basis. */
const TOLD = ["pi_notice", "pi_notified_on", "pi_basis"];

/** Fields without a column, with one value for every row. */
function Fixed({ look, mapping, put }: Part) {
  const { t } = useTranslation();
  const free = look.fields.filter((field) => !Object.values(mapping.columns).includes(field.key));
  const told = free.filter((field) => TOLD.includes(field.key));
  const needed = free.filter((field) => !told.includes(field) && (field.required || mapping.fixed?.[field.key]));
  const others = free.filter((field) => !needed.includes(field) && !told.includes(field));
  const entry = (field: Look["fields"][number]) => (
    <label key={field.key} className={css.label}>
      {field.name}{field.required ? " *" : ""}
      {field.options.length ? (
        <select className="field" value={mapping.fixed?.[field.key] ?? ""} onChange={(event) => put(fix(mapping, field.key, event.target.value))}>
          <option value="">—</option>
          {field.options.map((option) => <option key={option.key} value={option.key}>{option.name}</option>)}
        </select>
      ) : (
        <input className="field" type={field.key === "pi_notified_on" ? "date" : "text"} value={mapping.fixed?.[field.key] ?? ""} onChange={(event) => put(fix(mapping, field.key, event.target.value))} />
      )}
    </label>
  );
  if (!free.length) return null;
  return (
    <div className={css.body}>
      {told.length ? (
        <>
          <h3 className={css.sub}>{t("imports.told")}</h3>
          <p className="sm mut">{t("imports.toldNote")}</p>
          <div className={css.fixed}>{told.map(entry)}</div>
        </>
      ) : null}
      <h3 className={css.sub}>{t("imports.fixed")}</h3>
      {needed.length ? <div className={css.fixed}>{needed.map(entry)}</div> : null}
      {others.length ? <details><summary>{t("imports.moreFields", { count: others.length })}</summary><div className={css.fixed}>{others.map(entry)}</div></details> : null}
    </div>
  );
}
