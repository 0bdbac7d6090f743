/** Writes a document: prefilled, kept as a draft while one types, judged by the server while one types and at submission; nothing typed is lost. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FormEngine } from "@/form/FormEngine";
import { Button } from "@/light/Button";
import { Waiting } from "@/light/states";
import { Refused, WayOut } from "@/features/command/WayOut";
import { type Body, cleaned, type DocumentForm, type Field } from "@/lib/definition";
import { focusField } from "@/lib/focus";
import { label } from "@/lib/i18n";
import { ofTouched } from "@/lib/judge";
import { LookupContext } from "@/lib/lookups";
import { type FieldProblem, problemOf } from "@/lib/problem";
import { formOf, type Process, processQuery } from "@/lib/process";
import { affordancesQuery, type DealView } from "@/features/deal/model";
import { latestOf } from "@/features/deal/papers";
import { ConflictDialog } from "./ConflictDialog";
import { Overtaken } from "./Overtaken";
import { DraftCopy } from "./DraftCopy";
import { editorsOf } from "./editors";
import { Foreseen } from "./foreseen";
import { lookupFor } from "./lookup";
import { Readers } from "./Readers";
import { fillersOf, rightsOf, sourcesOf } from "./rights";
import { useDraft } from "./useDraft";
import { useForesight } from "./useForesight";
import { useReproposal } from "./useReproposal";
import { useSubmit } from "./useSubmit";
import { WriterFoot } from "./WriterFoot";
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

export default function Writer(props: Props) {
  const { data: process } = useQuery(processQuery);
  const form = process ? formOf(process, props.kind) : undefined;
  const renewed = form?.sections.flatMap((section) => section.fields).flatMap((field) => (field.prefill === "today" ? [field.key] : [])) ?? [];
  const draft = useDraft({ deal: props.deal.id, kind: props.kind, document: props.document, revision: props.revision, standing: props.body, preset: props.preset, renewed });
  // What shows that a record waits is fetched while there is a connection.
  useEffect(() => void import("./OutboxBar"), []);
  if (!process || !form || !draft.ready) return <Waiting rows={8} />;
  return <Sheet {...props} process={process} form={form} draft={draft} />;
}

function Sheet({ deal, kind, document, revision, preset, done, narrow, renderIn, process, form, draft }: Props & { process: Process; form: DocumentForm; draft: ReturnType<typeof useDraft> }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [problems, setProblems] = useState<FieldProblem[]>();
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const value = useMemo(() => ({ ...preset, ...draft.body }), [preset, draft.body]);
  const theirs = deal.documents.find((one) => one.id === (document ?? (form.many ? undefined : latestOf(deal, kind)?.id)));
  const asked = { type: "submit_document", kind, document: document ?? (draft.revision ? theirs?.id : undefined) ?? null, revision: draft.revision, body: cleaned(value) };
  const offer = useQuery(affordancesQuery(deal.id)).data?.find((one) => one.kind === kind);
  const closed = offer && !offer.is_allowed ? (offer.refusal ?? undefined) : undefined;
  const live = useForesight(deal, asked, !closed && (touched.size > 0 || kind === "quotation"));
  const wrong = (found: FieldProblem[]) => {
    setProblems(found);
    if (found[0]) focusField(found[0].path);
  };
  const [merging, merge] = useState(false);
  const submit = useSubmit({ deal, form, asked, done, forget: draft.forget, overtaken: () => merge(true), wrong });
  const isOvertaken = !!theirs && (draft.revision < Math.max(revision, theirs.revision) || submit.isOvertaken);
  const change = (next: Body) => {
    const changed = Object.keys({ ...next, ...value }).filter((one) => next[one] !== value[one]);
    setTouched((before) => new Set([...before, ...changed]));
    setProblems((before) => before?.filter((problem) => !changed.some((one) => problem.path.startsWith(one))));
    submit.again();
    draft.change(next, draft.revision);
  };
  useReproposal(deal.id, kind, form, value, change);
  const { fills, sees } = rightsOf(draft.proposal?.fields ?? []);
  const locked = (field: Field) => (closed ? t("form.closed") : fills(field.key) ? undefined : t("form.filledBy", { roles: fillersOf(field, form, process, t("deal.owner")) }));
  const editors = useMemo(() => editorsOf(kind, deal), [kind, deal]);
  const shown = problems ?? ofTouched(live.problems, touched);
  const nameOfField = (path: string) => label(form.sections.flatMap((section) => section.fields).find((field) => field.key === path)?.name) || undefined;
  const sources = sourcesOf(form, process, (draft.proposal?.body ?? {}) as Body, value);
  const inside = (
    <Foreseen.Provider value={live.seen}>
      <div className={narrow ? css.narrow : css.sheet}>
        <Readers form={form} className={css.restricted} />
        {closed ? <WayOut problem={{ code: closed.code, detail: closed.text, params: closed.params }} deal={deal} /> : null}
        {draft.isOld && !touched.size ? (
          <p className={css.draft}>
            {t("document.draftHere")}{" "}
            <Button small look="text" onClick={draft.discard}>
              {t("document.discard")}
            </Button>
          </p>
        ) : null}
        {theirs && isOvertaken ? <Overtaken deal={deal} document={theirs.id} merge={() => merge(true)} /> : null}
        {submit.error && !submit.isOvertaken ? <Refused error={submit.error} deal={deal} fieldName={nameOfField} retry={problemOf(submit.error).status ? undefined : submit.go} /> : null}
        <FormEngine form={form} value={value} computed={(live.seen?.facts ?? {}) as Body} onChange={change} problems={shown} locked={locked} hidden={(field) => !sees(field.key)} sources={sources} editors={editors} />
        {!submit.error && live.refusal ? <WayOut problem={live.refusal} deal={deal} lead={t("command.would")} fieldName={nameOfField} /> : null}
      </div>
      <WriterFoot form={form} closed={closed?.text} live={live} problems={shown} busy={submit.busy} submit={submit.go} look={() => wrong(live.problems)} note={renderIn ? undefined : draft.note}>
        <DraftCopy deal={deal.id} asked={asked} formats={draft.proposal?.formats ?? []} />
      </WriterFoot>
      {theirs && isOvertaken && merging ? (
        <ConflictDialog
          deal={deal}
          document={theirs.id}
          form={form}
          mine={value}
          from={draft.revision}
          close={() => merge(false)}
          resolved={(body, follows) => {
            submit.again();
            merge(false);
            draft.change(body, follows);
            setTouched((before) => new Set([...before, ...Object.keys(body)]));
          }}
        />
      ) : null}
    </Foreseen.Provider>
  );
  return <LookupContext.Provider value={lookupFor(deal, client)}>{renderIn ? renderIn(form, draft.note, inside) : inside}</LookupContext.Provider>;
}

/** The name of a form with its revision, for what stands around it. */
export const nameWith = (form: DocumentForm, revision: number) => `${label(form.name)}${revision ? ` V${revision + 1}` : ""}`;
