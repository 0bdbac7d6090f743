/** The page on which a document is written. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Card } from "@/light/Card";
import { Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import type { Body } from "@/lib/definition";
import { nameOf } from "@/lib/names";
import { dealQuery, documentQuery } from "@/features/deal/model";
import { OutboxBar } from "./OutboxBar";
import Writer, { nameWith } from "./Writer";
import css from "./document.module.css";

export default function WritePage() {
  const { t } = useTranslation();
  const { id, kind } = useParams({ strict: false }) as { id: string; kind: string };
  const { document } = useSearch({ strict: false }) as { document?: string };
  const navigate = useNavigate();
  const deal = useQuery(dealQuery(id));
  const content = useQuery({ ...documentQuery(id, document ?? ""), enabled: !!document });
  const error = deal.error ?? content.error;
  if (error && !deal.data) return <Failure error={error} retry={() => void deal.refetch()} />;
  if (!deal.data || (document && !content.data)) return <Waiting rows={10} />;
  const view = deal.data;
  const revision = content.data?.latest_revision ?? 0;
  return (
    <>
      <OutboxBar deal={id} />
      <Writer
        key={`${kind}${document ?? ""}`}
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
            <p className={`sm mut ${css.about}`}>
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
