/** Gives one command to reference data: a few plain fields, judged by the server, refused with its reason and nothing lost. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Dialog } from "@/light/Dialog";
import { Refused } from "@/features/command/WayOut";
import { give } from "@/lib/api";
import { fileAddress, sendFile } from "@/lib/files";
import { newKey } from "@/lib/http";
import { instantAt } from "@/lib/zone";
import css from "./settings.module.css";

export interface ActField {
  key: string;
  word: string;
  kind?: "text" | "date" | "moment" | "number" | "check" | "lines" | "picture";
  options?: { key: string; word: string }[];
  optional?: boolean;
  value?: string;
}

export interface Act {
  /** `/departments` or `/departments/ID`. */
  path: string;
  type: string;
  title: string;
  /** What follows from it. */
  note?: string;
  fields?: ActField[];
  version?: number;
  /** What the act would change, as the server foresees it from what is typed. */
  foresee?: (values: Record<string, string>) => ReactNode;
  /** The body, where it is more than the fields. */
  body?: (values: Record<string, string>) => Record<string, unknown>;
}

export function ActDialog({ act, close }: { act: Act; close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const fields = act.fields ?? [];
  const [values, setValues] = useState<Record<string, string>>(() => Object.fromEntries(fields.map((field) => [field.key, field.value ?? ""])));
  const key = useRef(newKey());
  const missing = fields.some((field) => !field.optional && field.kind !== "check" && !values[field.key]?.trim());
  const doing = useMutation({
    mutationFn: () => give(`${act.path}/commands`, { type: act.type, ...(act.body ?? plain(fields))(values) }, { version: act.version, key: key.current }),
    onSuccess: async () => {
      await client.invalidateQueries();
      close();
    },
    onError: () => {
      key.current = newKey();
    },
  });
  const go = () => !missing && doing.mutate();
  return (
    <Dialog
      guarded
      wide={!!act.foresee}
      title={act.title}
      close={close}
      foot={
        <>
          <Button look="primary" busy={doing.isPending} disabled={missing} onClick={go}>{act.title}</Button>
          <Button onClick={close}>{t("act.cancel")}</Button>
        </>
      }
    >
      <form className={css.form} onSubmit={(event) => (event.preventDefault(), go())}>
        {act.note ? <p className="mut">{act.note}</p> : null}
        {fields.map((field) => (
          <Input key={field.key} field={field} value={values[field.key] ?? ""} put={(value) => setValues((before) => ({ ...before, [field.key]: value }))} />
        ))}
        {act.foresee?.(values)}
        {doing.error ? <Refused error={doing.error} /> : null}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  );
}

/** The fields as they are; what is empty is left out, numbers and ticks are what they say. */
function plain(fields: ActField[]) {
  return (values: Record<string, string>) =>
    Object.fromEntries(
      fields.flatMap(({ key, kind }): [string, unknown][] => {
        const value = values[key]?.trim() ?? "";
        if (kind === "check") return [[key, value === "yes"]];
        if (!value) return [];
        if (kind === "number") return [[key, Number(value)]];
        return [[key, kind === "moment" ? instantAt(value) : value]];
      }),
    );
}

const TYPES = { date: "date", moment: "datetime-local", number: "number", text: "text", picture: "text" } as const;

function Input({ field, value, put }: { field: ActField; value: string; put: (value: string) => void }) {
  if (field.kind === "check") {
    return (
      <label>
        <input type="checkbox" checked={value === "yes"} onChange={(event) => put(event.target.checked ? "yes" : "")} /> {field.word}
      </label>
    );
  }
  return (
    <label className={css.label}>
      <span>
        {field.word}
        {field.optional ? null : <i aria-hidden="true">*</i>}
      </span>
      {field.options ? (
        <select className="field" value={value} onChange={(event) => put(event.target.value)}>
          <option value="">—</option>
          {field.options.map((one) => (
            <option key={one.key} value={one.key}>{one.word}</option>
          ))}
        </select>
      ) : field.kind === "picture" ? (
        <PictureInput value={value} put={put} />
      ) : field.kind === "lines" ? (
        <textarea className="field" rows={6} value={value} onChange={(event) => put(event.target.value)} />
      ) : (
        <input className="field" type={TYPES[field.kind ?? "text"]} value={value} onChange={(event) => put(event.target.value)} />
      )}
    </label>
  );
}

/** A picture goes up at once and is known by its digest; without one the value is empty. */
function PictureInput({ value, put }: { value: string; put: (value: string) => void }) {
  const { t } = useTranslation();
  const sending = useMutation({ mutationFn: sendFile, onSuccess: put });
  return (
    <span className={css.picture}>
      {value ? <img src={fileAddress(value)} alt="" onError={(event) => event.currentTarget.remove()} key={value} /> : <span className="mut">{t("settings.noPicture")}</span>}
      <input type="file" accept="image/png" onChange={(event) => event.target.files?.[0] && sending.mutate(event.target.files[0])} />
      {value ? <Button small look="text" onClick={() => put("")}>{t("settings.dropPicture")}</Button> : null}
      {sending.error ? <Refused error={sending.error} /> : null}
    </span>
  );
}
