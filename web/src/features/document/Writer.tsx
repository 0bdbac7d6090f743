/** Writes a document: prefilled, kept as a draft while one types, judged by the server before and at submission. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FormEngine } from "@/form/FormEngine";
import { Button } from "@/light/Button";
import { Failure, Waiting } from "@/light/states";
import { type Body, cleaned, type DocumentForm } from "@/lib/definition";
import { newKey } from "@/lib/http";
import { label } from "@/lib/i18n";
import { ofTouched, useJudged } from "@/lib/judge";
import { LookupContext } from "@/lib/lookups";
import { type FieldProblem, fieldProblems, ProblemError, problemOf } from "@/lib/problem";
import { formOf, processQuery } from "@/lib/process";
import { command, type DealView } from "@/features/deal/model";
import { lookupFor } from "./lookup";
import { useDraft } from "./useDraft";
import css from "./document.module.css";

interface Props {
  deal: DealView;
  kind: string;
  /** The document that gets a new revision. */
  document?: string;
  revision: number;
  /** Its content so far. */
  body?: Body;
  /** What is known of a new one beside what the server proposes. */
  preset?: Body;
  done: () => void;
  /** One column, for a pane. */
  narrow?: boolean;
  /** What stands around the form: its name and what became of the draft. */
  renderIn?: (form: DocumentForm, note: string, inside: ReactNode) => ReactNode;
}

export default function Writer({ deal, kind, document, revision, body, preset, done, narrow, renderIn }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: process } = useQuery(processQuery);
  const draft = useDraft(deal.id, kind, document, body);
  const [problems, setProblems] = useState<FieldProblem[]>();
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const key = useRef(newKey());
  const form = process ? formOf(process, kind) : undefined;
  const value = useMemo(() => ({ ...preset, ...draft.value }), [preset, draft.value]);
  const asked = () => ({ type: "submit_document", kind, document: document ?? null, revision, body: cleaned(value) });
  const dry = () => command(deal.id, asked(), { dryRun: true, key: newKey() });
  const live = useJudged(["document", deal.id, deal.version, kind, document], value, touched.size > 0, dry);
  const failed = (error: unknown) => {
    if (error instanceof ProblemError) {
      const found = fieldProblems(error.problem);
      setProblems(found);
      if (found[0]) focusField(found[0].path);
    }
    key.current = newKey();
  };
  const check = useMutation({ mutationFn: dry, onSuccess: () => setProblems([]), onError: failed });
  const submit = useMutation({
    mutationFn: () => command(deal.id, asked(), { key: key.current }),
    onSuccess: async () => {
      draft.forget();
      await client.invalidateQueries();
      done();
    },
    onError: failed,
  });
  if (!form || !draft.ready) return <Waiting rows={8} />;
  const change = (next: Body) => {
    const changed = Object.keys({ ...next, ...value }).filter((one) => next[one] !== value[one]);
    setTouched((before) => new Set([...before, ...changed]));
    setProblems((before) => before?.filter((problem) => !changed.some((one) => problem.path.startsWith(one))));
    draft.change(next);
  };
  const problem = submit.error ?? check.error;
  const inside = (
    <>
      <div className={narrow ? css.narrow : css.sheet}>
        {problem ? <Failure error={problem} /> : null}
        {check.isSuccess && !problem ? <p className={css.good}>{t("document.checked")}</p> : null}
        <FormEngine form={form} value={value} onChange={change} problems={problems ?? ofTouched(live.problems, touched)} />
      </div>
      <footer className={css.foot}>
        <Button look="primary" busy={submit.isPending} onClick={() => submit.mutate()}>
          {t("document.submit", { name: label(form.name) })}
        </Button>
        <Button busy={check.isPending} onClick={() => check.mutate()}>
          {t("document.check")}
        </Button>
        <span className="sp" />
        {renderIn ? null : <span className="sm mut" role="status">{draft.note}</span>}
        {problem && problemOf(problem).status === 409 ? <Button onClick={() => void client.invalidateQueries()}>{t("document.reload")}</Button> : null}
      </footer>
    </>
  );
  return <LookupContext.Provider value={lookupFor(deal, client)}>{renderIn ? renderIn(form, draft.note, inside) : inside}</LookupContext.Provider>;
}

/** Brings the first field that is wrong into sight, and the caret into it. */
function focusField(path: string) {
  const place = window.document.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
  place?.scrollIntoView({ block: "center" });
  place?.querySelector<HTMLElement>("input, textarea, button, [tabindex]")?.focus();
}
