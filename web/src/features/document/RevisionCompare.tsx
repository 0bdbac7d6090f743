/** Two revisions of a paper: the fields that changed, texts with what came and went, inline or side by side. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { shownValue } from "@/form/shown";
import { Segments } from "@/light/Segments";
import { Empty, Waiting } from "@/light/states";
import { changesOf, type FieldChange } from "@/lib/compare";
import { type Body, kindOf } from "@/lib/definition";
import { label } from "@/lib/i18n";
import { formOf, processQuery } from "@/lib/process";
import { runsOf } from "@/lib/textdiff";
import { type DealView, documentQuery } from "@/features/deal/model";
import { Named } from "./Named";
import css from "./compare.module.css";

interface Props {
  deal: DealView;
  document: string;
  kind: string;
  before: number;
  after: number;
}

export function RevisionCompare({ deal, document, kind, before, after }: Props) {
  const { t } = useTranslation();
  const [look, setLook] = useState<"inline" | "sides">("inline");
  const { data: process } = useQuery(processQuery);
  const old = useQuery(documentQuery(deal.id, document, before));
  const now = useQuery(documentQuery(deal.id, document, after));
  const form = process ? formOf(process, kind) : undefined;
  if (!form || !old.data || !now.data) return <Waiting />;
  const whole = (content: { body?: unknown; document: { facts: unknown } }) => ({ ...(content.document.facts as Body), ...(content.body as Body | null) });
  const changes = changesOf(form, merged(whole(old.data), old.data.document.facts as Body), merged(whole(now.data), now.data.document.facts as Body));
  if (!changes.length) return <Empty>{t("compare.none", { before, after })}</Empty>;
  return (
    <div className={css.compare}>
      <header>
        <span className="sm mut">{t("compare.count", { count: changes.length })}</span>
        <span className="sp" />
        <Segments
          label={t("compare.look")}
          options={[
            { key: "inline", name: t("compare.inline") },
            { key: "sides", name: t("compare.sides") },
          ]}
          value={look}
          onChange={setLook}
        />
      </header>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("compare.field")}</th>
            {look === "sides" ? <th scope="col">V{before}</th> : null}
            <th scope="col">{look === "sides" ? `V${after}` : `V${before} → V${after}`}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <Change key={change.path} change={change} sides={look === "sides"} deal={deal} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Rows of a table with what was typed and what was computed of them. */
function merged(whole: Body, facts: Body): Body {
  const rows = (key: string) => (facts[key] as Body[] | undefined) ?? [];
  return Object.fromEntries(Object.entries(whole).map(([key, value]) => [key, Array.isArray(value) && typeof value[0] === "object" ? value.map((row, at) => ({ ...rows(key)[at], ...(row as Body) })) : value]));
}

function Change({ change, sides, deal }: { change: FieldChange; sides: boolean; deal: DealView }) {
  const { t } = useTranslation();
  const field = change.fields[change.fields.length - 1];
  const table = change.fields.length > 1 ? change.fields[0] : undefined;
  if (!field) return null;
  const { kind } = kindOf(field.type);
  const isText = kind === "text" || kind === "line";
  const show = (value: unknown) => (kind === "reference" || kind === "references" ? <Named field={field} value={value} deal={deal} /> : shownValue(field, value, t));
  return (
    <tr>
      <th scope="row">
        {table ? <small>{t("compare.row", { table: label(table.name), row: change.row })}</small> : null}
        {label(field.name)}
      </th>
      {sides ? (
        <>
          <td>{isText ? <Runs before={String(change.before ?? "")} after={String(change.after ?? "")} without="added" /> : show(change.before)}</td>
          <td>{isText ? <Runs before={String(change.before ?? "")} after={String(change.after ?? "")} without="removed" /> : show(change.after)}</td>
        </>
      ) : (
        <td>
          {isText ? (
            <Runs before={String(change.before ?? "")} after={String(change.after ?? "")} />
          ) : (
            <>
              <del>{show(change.before)}</del> <span aria-hidden="true">→</span> <ins>{show(change.after)}</ins>
            </>
          )}
        </td>
      )}
    </tr>
  );
}

/** A text with its differences; one side alone leaves the other's out. */
export function Runs({ before, after, without }: { before: string; after: string; without?: "added" | "removed" }) {
  const runs = runsOf(before, after).filter((run) => run.kind !== without);
  return (
    <span className={css.text}>
      {runs.map((run, number) => (run.kind === "same" ? <span key={number}>{run.text}</span> : run.kind === "added" ? <ins key={number}>{run.text}</ins> : <del key={number}>{run.text}</del>))}
    </span>
  );
}
