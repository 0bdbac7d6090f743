/** 表1: a lead is registered. While one types, the server says whether the customer is known and what the answers come to. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { FormEngine } from "@/form/FormEngine";
import { RegionField } from "@/form/RegionInput";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { Refused } from "@/features/command/WayOut";
import { atFields } from "@/features/command/ways";
import { give } from "@/lib/api";
import { type Body, cleaned } from "@/lib/definition";
import { newKey } from "@/lib/http";
import { focusField } from "@/lib/focus";
import { label } from "@/lib/i18n";
import { ofTouched, useJudged, useRested } from "@/lib/judge";
import { type FieldProblem, problemOf } from "@/lib/problem";
import { formOf, processQuery } from "@/lib/process";
import { Duplicates } from "./Duplicates";
import { knownQuery, probeOf } from "./model";
import { Suggestion } from "./Suggestion";
import { useLeadDraft } from "./useLeadDraft";
import { Clock, Whose } from "./Whose";
import css from "./lead.module.css";

const EDITORS = { region: RegionField };

export default function NewLeadPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { data: process } = useQuery(processQuery);
  const draft = useLeadDraft();
  const [account, setAccount] = useState<string>();
  const [owner, setOwner] = useState("");
  const [problems, setProblems] = useState<FieldProblem[]>();
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const key = useRef(newKey());
  const probe = useRested(JSON.stringify(probeOf(draft.value)), 500);
  const known = useQuery(knownQuery(probe));
  const similar = !account && (known.data ?? []).some((one) => !one.certain);
  const shown = useMemo(() => ({ ...draft.value, ...(similar ? { dup_result: "similar" } : {}) }), [draft.value, similar]);
  const asked = () => ({ body: cleaned(draft.value), ...(account ? { account } : {}), ...(owner ? { owner } : {}) });
  const live = useJudged(["lead", account, owner], draft.value, touched.size > 2, () => give("/deals", asked(), { dryRun: true, key: newKey() }));
  const form = process ? formOf(process, "lead_registration") : undefined;
  const nameOfField = (path: string) => label(form?.sections.flatMap((section) => section.fields).find((field) => field.key === path)?.name) || undefined;
  const register = useMutation({
    mutationFn: () => give("/deals", asked(), { key: key.current }),
    onSuccess: async ({ data }) => {
      draft.forget();
      await client.invalidateQueries();
      await navigate({ to: "/deals/$id", params: { id: data.id as string } });
    },
    onError: (error) => {
      key.current = newKey();
      const found = atFields(problemOf(error), (path) => !!nameOfField(path));
      setProblems(found);
      if (found[0]) focusField(found[0].path);
    },
  });
  if (!form) return <Waiting rows={10} />;
  const change = (drawn: Body) => {
    const next = { ...drawn };
    delete next.dup_result;
    const changed = Object.keys({ ...next, ...draft.value }).filter((one) => next[one] !== draft.value[one]);
    setTouched((before) => new Set([...before, ...changed]));
    setProblems((before) => before?.filter((problem) => !changed.includes(problem.path)));
    draft.change(next);
  };
  return (
    <div className={css.split}>
      <Card
        className={css.paper}
        title={label(form.name)}
        beside={<Tag>{t("document.formNo", { no: form.form_no ?? 1 })}</Tag>}
        actions={
          <span className="sm mut" role="status">
            {draft.note} {draft.note ? <Button small look="text" onClick={draft.forget}>{t("lead.discard")}</Button> : null}
          </span>
        }
      >
        <div className={css.sheet}>
          {register.error ? <Refused error={register.error} fieldName={nameOfField} /> : null}
          <Whose owner={owner} choose={setOwner} />
          <FormEngine form={form} value={shown} onChange={change} problems={problems ?? ofTouched(live.problems, touched)} editors={EDITORS} />
        </div>
        <footer className={css.foot}>
          <Button look="primary" busy={register.isPending} onClick={() => register.mutate()}>{t("lead.register")}</Button>
          <Button onClick={() => void navigate({ to: "/leads" })}>{t("act.cancel")}</Button>
          <span className="sp" />
          <Clock owner={owner} />
        </footer>
      </Card>
      <aside className={css.aside}>
        <Duplicates known={known.data} asked={probe !== "null"} account={account} take={setAccount} />
        <Suggestion form={form} value={draft.value} />
      </aside>
    </div>
  );
}
