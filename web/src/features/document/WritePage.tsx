/** The page on which a document is written. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Missing } from "@/app/fallbacks";
import { Card } from "@/light/Card";
import { Waiting } from "@/light/states";
import { Refused } from "@/features/command/WayOut";
import { Tag } from "@/light/Tag";
import type { Body } from "@/lib/definition";
import { draftHere } from "@/lib/draft";
import { nameOf } from "@/lib/names";
import { formOf, processQuery } from "@/lib/process";
import { dealQuery, type DealView, documentQuery } from "@/features/deal/model";
import { latestOf } from "@/features/deal/papers";
import { keptQuery } from "./useDraft";
import Writer, { nameWith } from "./Writer";
import css from "./document.module.css";

export default function WritePage() {
  const { id, kind } = useParams({ strict: false }) as { id: string; kind: string };
  const { document } = useSearch({ strict: false }) as { document?: string };
  const deal = useQuery(dealQuery(id));
  const { data: process } = useQuery(processQuery);
  const kept = useQuery({ ...keptQuery(id, kind), enabled: !document });
  const form = process ? formOf(process, kind) : undefined;
  if (deal.error && !deal.data) return <Refused error={deal.error} retry={() => void deal.refetch()} />;
  if (process && !form) return <Missing />;
  if (!deal.data || !form || (!document && kept.isPending)) return <Waiting rows={10} />;
  return <Opened key={`${id}${kind}${document ?? ""}`} view={deal.data} kind={kind} asked={document ?? (form.many || kept.data ? undefined : standing(deal.data, kind))} />;
}

/** A paper of which there is one opens where it stands, unless one began to write it before anybody had. */
function standing(deal: DealView, kind: string): string | undefined {
  return draftHere(deal.id, kind) ? undefined : latestOf(deal, kind)?.id;
}

function Opened({ view, kind, asked }: { view: DealView; kind: string; asked?: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  // Where it opened it stays: what others submit meanwhile is told, and merged on demand.
  const [document] = useState(asked);
  const id = view.id;
  const content = useQuery({ ...documentQuery(id, document ?? ""), enabled: !!document });
  if (content.error && !content.data) return <Refused error={content.error} retry={() => void content.refetch()} />;
  if (document && !content.data) return <Waiting rows={10} />;
  const revision = content.data?.latest_revision ?? 0;
  return (
    <>
      <Writer
        deal={view}
        kind={kind}
        document={document}
        revision={revision}
        body={(content.data?.body as Body | undefined) ?? undefined}
        done={() => void navigate({ to: "/deals/$id", params: { id } })}
        renderIn={(form, note, inside) => (
          <Card
            className={`${css.paper} ${kind === "quotation" || kind === "solution" ? css.broad : ""}`}
            title={nameWith(form, revision)}
            beside={form.form_no ? <Tag>{t("document.formNo", { no: form.form_no })}</Tag> : null}
            actions={
              <span className="sm mut" role="status">
                {note}
              </span>
            }
          >
            <p className={`sm mut crumbs ${css.about}`}>
              <Link to="/deals/$id" params={{ id }}>
                {nameOf(view.account)} · {view.number}
              </Link>
            </p>
            {inside}
          </Card>
        )}
      />
    </>
  );
}
