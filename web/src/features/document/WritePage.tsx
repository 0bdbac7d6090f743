/** Writing a document: prefilled, kept as a draft while one types, judged by the server before and at submission. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { FormEngine } from "@/form/FormEngine";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { type Body, cleaned } from "@/lib/definition";
import { newKey } from "@/lib/http";
import { label } from "@/lib/i18n";
import { LookupContext } from "@/lib/lookups";
import { nameOf } from "@/lib/names";
import { fieldProblems, ProblemError, problemOf } from "@/lib/problem";
import { formOf, processQuery } from "@/lib/process";
import { command, dealQuery, documentQuery, type DealView } from "@/features/deal/model";
import { lookupFor } from "./lookup";
import { useDraft } from "./useDraft";
import css from "./document.module.css";

export default function WritePage() {
  const { id, kind } = useParams({ strict: false }) as { id: string; kind: string };
  const { document } = useSearch({ strict: false }) as { document?: string };
  const deal = useQuery(dealQuery(id));
  const content = useQuery({ ...documentQuery(id, document ?? ""), enabled: !!document });
  const error = deal.error ?? content.error;
  if (error) return <Failure error={error} />;
  if (!deal.data || (document && !content.data)) return <Waiting rows={10} />;
  return <Writer key={`${kind}${document ?? ""}`} deal={deal.data} kind={kind} document={document} revision={content.data?.latest_revision ?? 0} body={content.data?.body ?? undefined} />;
}

function Writer({ deal, kind, document, revision, body }: { deal: DealView; kind: string; document?: string; revision: number; body?: Body }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { data: process } = useQuery(processQuery);
  const draft = useDraft(deal.id, kind, document, body);
  const [problems, setProblems] = useState<ReturnType<typeof fieldProblems>>([]);
  const key = useRef(newKey());
  const form = process ? formOf(process, kind) : undefined;
  const asked = () => ({ type: "submit_document", kind, document: document ?? null, revision, body: cleaned(draft.value) });
  const failed = (error: unknown) => {
    if (error instanceof ProblemError) {
      const found = fieldProblems(error.problem);
      setProblems(found);
      if (found[0]) focusField(found[0].path);
    }
    key.current = newKey();
  };
  const check = useMutation({ mutationFn: () => command(deal.id, asked(), { dryRun: true, key: newKey() }), onSuccess: () => setProblems([]), onError: failed });
  const submit = useMutation({
    mutationFn: () => command(deal.id, asked(), { key: key.current }),
    onSuccess: async () => {
      draft.forget();
      await client.invalidateQueries();
      void navigate({ to: "/deals/$id", params: { id: deal.id } });
    },
    onError: failed,
  });
  if (!form || !draft.ready) return <Waiting rows={10} />;
  const problem = submit.error ?? check.error;
  return (
    <LookupContext.Provider value={lookupFor(deal, client)}>
      <Card
        className={css.paper}
        title={
          <>
            {label(form.name)} {revision ? `V${revision + 1}` : ""}
          </>
        }
        beside={form.form_no ? <Tag>{t("document.formNo", { no: form.form_no })}</Tag> : null}
        actions={<span className="sm mut" role="status">{draft.note}</span>}
      >
        <div className={css.sheet}>
          <p className="sm mut">
            <Link to="/deals/$id" params={{ id: deal.id }}>
              {nameOf(deal.account)} · {deal.number}
            </Link>
          </p>
          {problem ? <Failure error={problem} /> : null}
          {check.isSuccess && !problem ? <p className={css.good}>{t("document.checked")}</p> : null}
          <FormEngine form={form} value={draft.value} onChange={draft.change} problems={problems} />
        </div>
        <footer className={css.foot}>
          <Button look="primary" busy={submit.isPending} onClick={() => submit.mutate()}>
            {t("document.submit", { name: label(form.name) })}
          </Button>
          <Button busy={check.isPending} onClick={() => check.mutate()}>
            {t("document.check")}
          </Button>
          <span className="sp" />
          {problem && problemOf(problem).status === 409 ? <Button onClick={() => void client.invalidateQueries()}>{t("document.reload")}</Button> : null}
        </footer>
      </Card>
    </LookupContext.Provider>
  );
}

/** Brings the first field that is wrong into sight, and the caret into it. */
function focusField(path: string) {
  const place = window.document.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
  place?.scrollIntoView({ block: "center" });
  place?.querySelector<HTMLElement>("input, textarea, button, [tabindex]")?.focus();
}
