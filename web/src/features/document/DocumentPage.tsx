/** A document as submitted, in any revision, beside an earlier one where wanted; on the screen and on paper. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Segments } from "@/light/Segments";
import { Empty, Waiting } from "@/light/states";
import { Refused } from "@/features/command/WayOut";
import { Tag } from "@/light/Tag";
import type { Body } from "@/lib/definition";
import { moment } from "@/lib/due";
import { nameOf } from "@/lib/names";
import { formOf, processQuery } from "@/lib/process";
import { FilesCard } from "@/features/deal/FilesCard";
import { affordancesQuery, dealQuery, documentQuery } from "@/features/deal/model";
import { latestOf } from "@/features/deal/papers";
import { Mails } from "@/features/mail/Mails";
import { Copies } from "./Copies";
import { CopiesCard } from "./CopiesCard";
import { KeyTerms } from "./KeyTerms";
import { PaperView, whole } from "./PaperView";
import { QuotePaper } from "./QuotePaper";
import { Readers } from "./Readers";
import { RevisionCompare } from "./RevisionCompare";
import { sourcesOf } from "./terms";
import css from "./document.module.css";
import print from "./print.module.css";

export default function DocumentPage() {
  const { t } = useTranslation();
  const { id, document } = useParams({ strict: false }) as { id: string; document: string };
  const search = useSearch({ strict: false }) as { revision?: string; compare?: string };
  const navigate = useNavigate();
  const revision = search.revision ? Number(search.revision) : undefined;
  const deal = useQuery(dealQuery(id));
  const offers = useQuery(affordancesQuery(id));
  const content = useQuery(documentQuery(id, document, revision));
  const { data: process } = useQuery(processQuery);
  const error = deal.error ?? content.error;
  if (error) return <Refused error={error} retry={() => void content.refetch()} />;
  if (!deal.data || !content.data || !process) return <Waiting rows={10} />;
  const { document: shown, body, latest_revision: latest } = content.data;
  const form = formOf(process, shown.kind);
  const offer = offers.data?.find((one) => one.kind === shown.kind);
  const before = shown.revision - 1;
  const comparing = search.compare === "1" && before > 0;
  const source = form ? sourcesOf(form).flatMap((kind) => latestOf(deal.data, kind) ?? [])[0] : undefined;
  const against = search.compare === "source" && !!source;
  const isOutgoing = shown.kind === "quotation" && !!form && !!body && !comparing && !against;
  const see = (more: Record<string, string | undefined>) => void navigate({ to: ".", search: Object.fromEntries(Object.entries({ ...search, ...more }).filter(([, value]) => value)) as never, replace: true });
  return (
    <div className={css.stack}>
      <Card
        className={`${css.paper} ${css.broad} ${isOutgoing ? print.outgoing : ""}`}
        title={
          <>
            {shown.name} {shown.number} V{shown.revision}
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
          <span className={`${css.revisions} no-print`}>
            {latest > 1 ? <Segments label={t("document.revisions")} options={Array.from({ length: latest }, (_, number) => ({ key: String(number + 1), name: `V${number + 1}` }))} value={String(shown.revision)} onChange={(one) => see({ revision: Number(one) === latest ? undefined : one })} /> : null}
            {before > 0 || source ? (
              <Segments
                label={t("compare.look")}
                options={[
                  { key: "", name: t("document.content") },
                  ...(before > 0 ? [{ key: "1", name: t("document.compareWith", { revision: before }) }] : []),
                  ...(source ? [{ key: "source", name: t("document.against", { name: source.name }) }] : []),
                ]}
                value={comparing ? "1" : against ? "source" : ""}
                onChange={(one) => see({ compare: one || undefined })}
              />
            ) : null}
            {form?.fillers.length && !form.many ? (
              <Button small icon="edit" look={offer?.is_allowed ? "plain" : "locked"} title={offer?.refusal?.text} onClick={() => offer?.is_allowed && void navigate({ to: "/deals/$id/write/$kind", params: { id, kind: shown.kind }, search: { document } })}>
                {t("document.revise")}
              </Button>
            ) : null}
            <Copies deal={deal.data} content={content.data} mailing={offers.data?.find((one) => one.command === "mail_copy")} />
          </span>
        }
      >
        {content.data.copies.mark ? <p className={print.mark} aria-hidden="true">{content.data.copies.mark}</p> : null}
        {isOutgoing && form && body ? <QuotePaper deal={deal.data} form={form} shown={shown} value={whole(body as Body, shown.facts as Body)} /> : null}
        <div className={css.sheet}>
          <p className="sm mut crumbs">
            <Link to="/deals/$id" params={{ id }}>
              {nameOf(deal.data.account)} · {deal.data.number}
            </Link>
            <span aria-hidden="true">/</span>
            <span>
              {shown.submitted_by ? nameOf(shown.submitted_by) : null} {moment(shown.submitted_at)}
            </span>
          </p>
          {form ? <Readers form={form} className={css.restricted} /> : null}
          <Mails deal={deal.data} of={(mail) => mail.document === document} />
          {!offer?.is_allowed && shown.open_approval && offer?.refusal ? <p className={css.draft}>{offer.refusal.text}</p> : null}
          {comparing || against ? null : form && body ? <PaperView deal={deal.data} form={form} value={whole(body as Body, shown.facts as Body)} /> : <Empty>{t("document.erased")}</Empty>}
        </div>
        {against && form ? <KeyTerms deal={deal.data} form={form} content={content.data} source={source} /> : null}
        {comparing ? <RevisionCompare deal={deal.data} document={document} kind={shown.kind} before={before} after={shown.revision} /> : null}
      </Card>
      <FilesCard deal={id} document={document} />
      <CopiesCard deal={id} document={document} />
    </div>
  );
}
