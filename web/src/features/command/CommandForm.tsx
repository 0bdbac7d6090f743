/** One command: its fields as the server describes them, judged by the server while one types, refused with the reason and the way out, kept until it is given. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FormEngine } from "@/form/FormEngine";
import { Button } from "@/light/Button";
import { Waiting } from "@/light/states";
import { Passed } from "@/light/Passed";
import { type Affordance, command as give, type DealView } from "@/features/deal/model";
import { lookupFor } from "@/features/document/lookup";
import { prefillQuery } from "@/features/document/prefill";
import { type Body, cleaned, type Field } from "@/lib/definition";
import { focusField } from "@/lib/focus";
import { newKey } from "@/lib/http";
import { label } from "@/lib/i18n";
import { ofTouched, useJudged } from "@/lib/judge";
import { LookupContext } from "@/lib/lookups";
import { problemOf } from "@/lib/problem";
import { formOf, type Process, processQuery } from "@/lib/process";
import { CommandField } from "./CommandField";
import { BODY_OF, fieldsOf, NEEDS_VERSION, only } from "./fields";
import { forget, keep, kept } from "./kept";
import { completed, follows, preset as presetOf } from "./preset";
import { Refused, WayOut } from "./WayOut";
import { atFields } from "./ways";
import css from "./command.module.css";

export interface CommandFormProps {
  deal: DealView;
  command: string;
  offer?: Affordance;
  /** What stands in the fields at first. */
  start?: Body;
  /** Fields that are answered already, and not shown. */
  preset?: Body;
  done: () => void;
  /** Puts fields and buttons where they belong: a drawer, a pane. */
  renderIn: (fields: ReactNode, buttons: ReactNode) => ReactNode;
}

export default function CommandForm(props: CommandFormProps) {
  const { data: process } = useQuery(processQuery);
  const client = useQueryClient();
  const kind = BODY_OF[props.command];
  const known = useQuery({ ...prefillQuery(props.deal.id, kind ?? ""), enabled: !!kind && !props.offer?.refusal });
  if (!process || (known.isPending && known.isFetching)) return props.renderIn(<Waiting />, null);
  return (
    <LookupContext.Provider value={lookupFor(props.deal, client)}>
      <Asked {...props} process={process} body={known.data} />
    </LookupContext.Provider>
  );
}

function Asked({ deal, command, offer, start: given, preset, done, renderIn, process, body: known }: CommandFormProps & { process: Process; body?: Body }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const before = useMemo(() => kept(deal.id, command), [deal.id, command]);
  const found = presetOf(command, deal);
  const start = { ...found, ...given, ...(known ? { body: { ...known, ...(found.body as Body | undefined) } } : {}) };
  const [value, setValue] = useState<Body>(() => ({ ...start, ...before, ...preset }));
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const key = useRef(newKey());
  const name = offer?.name ?? command;
  const refusal = offer?.refusal ?? undefined;
  const form = BODY_OF[command] ? formOf(process, BODY_OF[command]) : undefined;
  const fields = fieldsOf(command, { deal, process, t }).filter((field) => !follows(field.key) && preset?.[field.key] === undefined && isAsked(command, field, value));
  const nameOfField = (path: string) => label([...fields, ...(form?.sections.flatMap((section) => section.fields) ?? [])].find((field) => field.key === path)?.name) || undefined;
  const has = (path: string) => !!nameOfField(path);
  const body = () => ({ type: command, ...only(command, completed(command, cleaned(value), deal)) });
  const attempt = { version: NEEDS_VERSION.has(command) ? deal.version : undefined };
  const act = useMutation({
    mutationFn: () => give(deal.id, body(), { ...attempt, key: key.current }),
    onSuccess: async () => {
      forget(deal.id, command);
      setValue({ ...start, ...preset });
      setTouched(new Set());
      await client.invalidateQueries();
      done();
    },
    onError: (error) => {
      key.current = newKey();
      const [first] = atFields(problemOf(error), has);
      if (first) focusField(first.path);
    },
  });
  const live = useJudged(["command", deal.id, deal.version, command], value, touched.size > 0 && !refusal && !act.isSuccess, () => give(deal.id, body(), { ...attempt, dryRun: true, key: newKey() }));
  const problems = act.error ? atFields(problemOf(act.error), has) : ofTouched(live.problems, touched);
  const put = (field: string, next: unknown) => {
    const all = { ...value, [field]: next };
    setValue(all);
    setTouched((was) => new Set([...was, field, "body"]));
    keep(deal.id, command, all);
    if (act.error) act.reset();
  };
  const clear = () => {
    forget(deal.id, command);
    setValue({ ...start, ...preset });
    setTouched(new Set());
  };
  const go = () => !refusal && act.mutate();
  return renderIn(
    // Enter takes the date that was typed; it does not give the command yet.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form className={css.form} onSubmit={(event) => (event.preventDefault(), go())} onKeyDown={(event) => event.key === "Enter" && (event.target as HTMLElement).closest(".ant-picker") && event.preventDefault()}>
      {refusal ? <WayOut problem={{ code: refusal.code, detail: refusal.text, params: refusal.params }} deal={deal} /> : null}
      {before && !refusal && Object.keys(before).length ? (
        <p className={css.kept}>
          {t("command.kept")} <Button small look="text" onClick={clear}>{t("command.forget")}</Button>
        </p>
      ) : null}
      {fields.map((field) => (
        <CommandField key={field.key} field={field} value={value[field.key]} problems={problems} onChange={(next) => put(field.key, next)} />
      ))}
      {form ? <FormEngine form={form} value={(value.body as Body) ?? {}} onChange={(next) => put("body", next)} problems={problems} /> : null}
      {act.error ? <Refused error={act.error} deal={deal} fieldName={nameOfField} looked={act.reset} /> : null}
      {!act.error && live.refusal ? <WayOut problem={live.refusal} deal={deal} lead={t("command.would")} fieldName={nameOfField} /> : null}
      {!act.error && live.passes ? <Passed>{t("command.passes")}</Passed> : null}
      <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
    </form>,
    <Button look={refusal ? "locked" : "primary"} busy={act.isPending} title={refusal?.text} onClick={go}>
      {name}
    </Button>,
  );
}

/** Fields that only matter with an answer given before: the reason of an invalid lead. */
function isAsked(command: string, field: Field, value: Body): boolean {
  if (command === "complete_screening" && field.key === "reason") return value.result === "invalid";
  return true;
}
