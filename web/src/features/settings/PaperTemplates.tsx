/** The company's own templates of papers: which there are, which places one may have, and a new one, looked at by the server before it is kept. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Dialog } from "@/light/Dialog";
import { Rows } from "@/light/Page";
import { Empty, Failure } from "@/light/states";
import { Tag } from "@/light/Tag";
import { Refused } from "@/features/command/WayOut";
import { read } from "@/lib/api";
import { FORMAT_NAMES } from "@/lib/copies";
import { day } from "@/lib/due";
import { addTemplate } from "@/lib/files";
import { label } from "@/lib/i18n";
import { processQuery } from "@/lib/process";
import { rowsQuery } from "@/lib/reference";
import type { PaperTemplate } from "@/lib/templates";
import type { Act } from "./ActDialog";
import { useMay } from "./duties";
import css from "./settings.module.css";

export function PaperTemplates({ act }: { act: (act: Act) => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const { data: process } = useQuery(processQuery);
  const { data, error } = useQuery(rowsQuery("/paper-templates"));
  const [adding, add] = useState(false);
  const templates = (data ?? []) as unknown as PaperTemplate[];
  const nameOf = (kind: string) => label(process?.documents[kind]?.name) || kind;
  const retire = (one: PaperTemplate) => act({ path: `/paper-templates/${one.id}`, type: "retire_paper_template", version: one.version, title: t("template.retire"), note: t("template.retireNote", { name: one.name }) });
  return (
    <Card title={t("template.title")} actions={may("add_paper_template") ? <Button small icon="plus" onClick={() => add(true)}>{t("template.add")}</Button> : null}>
      {error ? <Failure error={error} /> : null}
      {data && !templates.length ? <Empty>{t("template.none")}</Empty> : null}
      {templates.length ? (
        <Rows label={t("template.title")} heads={[t("template.name"), t("template.document"), t("template.format"), ""]}>
          {templates.map((one) => (
            <tr key={one.id}>
              <td>
                {one.name} {one.active ? null : <Tag>{t("price.retired")}</Tag>}
                <p className="sm mut">{day(one.added_at)}</p>
              </td>
              <td>{nameOf(one.kind)}</td>
              <td>{FORMAT_NAMES[one.format] ?? one.format}</td>
              <td className={css.end}>{one.active && may("retire_paper_template") ? <Button small look="text" onClick={() => retire(one)}>{t("template.retire")}</Button> : null}</td>
            </tr>
          ))}
        </Rows>
      ) : null}
      {adding ? <AddDialog close={() => add(false)} /> : null}
    </Card>
  );
}

/** A file is looked at as soon as it is chosen: what it asks for, or why it is not taken. */
function AddDialog({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: process } = useQuery(processQuery);
  const [kind, setKind] = useState("quotation");
  const [name, setName] = useState("");
  const [file, setFile] = useState<File>();
  const kinds = Object.entries(process?.documents ?? {});
  const looked = useQuery({ queryKey: ["template", kind, file?.name, file?.lastModified, file?.size], queryFn: () => addTemplate(file as File, { kind, name: name.trim() || "—", dryRun: true }), enabled: !!file, retry: false, gcTime: 0 });
  const adding = useMutation({
    mutationFn: () => addTemplate(file as File, { kind, name: name.trim(), dryRun: false }),
    onSuccess: async () => {
      await client.invalidateQueries();
      close();
    },
  });
  const ready = !!file && !!name.trim() && !!looked.data;
  const wrong = adding.error ?? looked.error;
  return (
    <Dialog
      guarded
      wide
      title={t("template.add")}
      close={close}
      foot={
        <>
          <Button look="primary" busy={adding.isPending} disabled={!ready} onClick={() => adding.mutate()}>
            {t("template.add")}
          </Button>
          <Button onClick={close}>{t("act.cancel")}</Button>
        </>
      }
    >
      <form className={css.form} onSubmit={(event) => (event.preventDefault(), ready && adding.mutate())}>
        <label className={css.label}>
          <span>{t("template.document")}</span>
          <select className="field" value={kind} onChange={(event) => setKind(event.target.value)}>
            {kinds.map(([key, form]) => (
              <option key={key} value={key}>
                {label(form.name)}
              </option>
            ))}
          </select>
        </label>
        <label className={css.label}>
          <span>
            {t("template.name")}
            <i aria-hidden="true">*</i>
          </span>
          <input className="field" value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
        </label>
        <label className={css.label}>
          <span>
            {t("template.file")}
            <i aria-hidden="true">*</i>
          </span>
          <input className="field" type="file" accept=".docx,.xlsx" onChange={(event) => setFile(event.target.files?.[0])} />
        </label>
        {looked.data ? <p className="sm">{t("template.found", { count: looked.data.places.length })} <span className="mut">{looked.data.places.join("  ")}</span></p> : null}
        {wrong ? <Refused error={wrong} /> : null}
        <Places kind={kind} />
      </form>
    </Dialog>
  );
}

function Places({ kind }: { kind: string }) {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ["places", kind], queryFn: ({ signal }) => read("/processes/current/forms/{kind}/places", { path: { kind }, signal }) });
  if (!data) return null;
  return (
    <details>
      <summary>{t("template.places", { count: data.length })}</summary>
      <p className="sm mut">{t("template.placesNote")}</p>
      <dl className={`${css.places} sm`}>
        {data.map((place) => (
          <div key={place.name}>
            <dt>
              <code>{`{{${place.name}}}`}</code>
            </dt>
            <dd>{place.label}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
