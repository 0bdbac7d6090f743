/** A document as submitted, in any revision, with its approval beside it. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { FormEngine } from "@/form/FormEngine";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Empty, Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { moment } from "@/lib/due";
import { LookupContext } from "@/lib/lookups";
import { nameOf } from "@/lib/names";
import { formOf, processQuery } from "@/lib/process";
import { affordancesQuery, dealQuery, documentQuery } from "@/features/deal/model";
import { lookupFor } from "./lookup";
import css from "./document.module.css";

export default function DocumentPage() {
  const { t } = useTranslation();
  const { id, document } = useParams({ strict: false }) as { id: string; document: string };
  const search = useSearch({ strict: false }) as { revision?: string };
  const navigate = useNavigate();
  const client = useQueryClient();
  const revision = search.revision ? Number(search.revision) : undefined;
  const deal = useQuery(dealQuery(id));
  const offers = useQuery(affordancesQuery(id));
  const content = useQuery(documentQuery(id, document, revision));
  const { data: process } = useQuery(processQuery);
  const error = deal.error ?? content.error;
  if (error) return <Failure error={error} />;
  if (!deal.data || !content.data || !process) return <Waiting rows={10} />;
  const { document: shown, body, latest_revision: latest } = content.data;
  const form = formOf(process, shown.kind);
  const offer = offers.data?.find((one) => one.kind === shown.kind);
  return (
    <LookupContext.Provider value={lookupFor(deal.data, client)}>
      <Card
        className={css.paper}
        title={
          <>
            {shown.name} {shown.number}
          </>
        }
        beside={
          <>
            {form?.form_no ? <Tag>{t("document.formNo", { no: form.form_no })}</Tag> : null}
            {shown.open_approval ? <Tag tone="blue">{t("document.inReview")}</Tag> : shown.approved ? <Tag tone="green">{t("document.approved")}</Tag> : null}
            {shown.revision < latest ? <Tag tone="amber">{t("document.old")}</Tag> : null}
          </>
        }
        actions={
          <span className={css.revisions}>
            {Array.from({ length: latest }, (_, number) => number + 1).map((one) => (
              <Button key={one} small look={one === shown.revision ? "primary" : "plain"} onClick={() => void navigate({ to: ".", search: one === latest ? {} : { revision: String(one) } })}>
                V{one}
              </Button>
            ))}
            {offer?.is_allowed && !shown.open_approval ? (
              <Button small icon="edit" onClick={() => void navigate({ to: "/deals/$id/write/$kind", params: { id, kind: shown.kind }, search: { document } })}>
                {t("act.edit")}
              </Button>
            ) : null}
            <Button small onClick={() => window.print()} className="no-print">
              {t("document.print")}
            </Button>
          </span>
        }
      >
        <div className={css.sheet}>
          <p className="sm mut">
            <Link to="/deals/$id" params={{ id }}>
              {nameOf(deal.data.account)} · {deal.data.number}
            </Link>{" "}
            · {nameOf(shown.submitted_by)} {moment(shown.submitted_at)}
          </p>
          {form && body ? <FormEngine form={form} value={body} computed={shown.facts} onChange={() => undefined} readOnly /> : <Empty>{t("document.erased")}</Empty>}
        </div>
      </Card>
    </LookupContext.Provider>
  );
}
