/** Gives one command: its fields as the server describes them, judged by the server, refused with the reason and kept. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { FieldInput } from "@/form/FieldInput";
import { TableInput } from "@/form/TableInput";
import { Button } from "@/light/Button";
import { Dialog } from "@/light/Dialog";
import { Failure } from "@/light/states";
import { AntdLayer } from "@/ui";
import { type Affordance, command as give, type DealView } from "@/features/deal/model";
import { lookupFor } from "@/features/document/lookup";
import { type Body, cleaned, kindOf } from "@/lib/definition";
import { newKey } from "@/lib/http";
import { LookupContext } from "@/lib/lookups";
import { fieldProblems, problemOf } from "@/lib/problem";
import { Chooser } from "./Chooser";
import { fieldsOf, NEEDS_VERSION, only } from "./fields";
import { preset as presetOf } from "./preset";
import css from "./command.module.css";

interface Props {
  deal: DealView;
  affordances: Affordance[];
  /** The command; empty to choose one. */
  command: string;
  preset?: Body;
  close: () => void;
}

export default function CommandDrawer({ deal, affordances, command, preset, close }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [chosen, choose] = useState(command);
  const offer = affordances.find((one) => one.command === chosen && !one.kind);
  if (!chosen) {
    return (
      <Dialog drawer title={t("command.choose")} close={close}>
        <Chooser affordances={affordances} choose={choose} />
      </Dialog>
    );
  }
  return (
    <AntdLayer>
      <LookupContext.Provider value={lookupFor(deal, client)}>
        <Form key={chosen} deal={deal} command={chosen} name={offer?.name ?? chosen} refusal={offer?.refusal?.text} preset={preset} close={close} />
      </LookupContext.Provider>
    </AntdLayer>
  );
}

function Form({ deal, command, name, refusal, preset, close }: { deal: DealView; command: string; name: string; refusal?: string; preset?: Body; close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [value, setValue] = useState<Body>(() => ({ ...presetOf(command, deal), ...preset }));
  const key = useRef(newKey());
  const fields = fieldsOf(command, t).filter((field) => preset?.[field.key] === undefined);
  const act = useMutation({
    mutationFn: () => give(deal.id, { type: command, ...only(command, cleaned(value)) }, { version: NEEDS_VERSION.has(command) ? deal.version : undefined, key: key.current }),
    onSuccess: async () => {
      await client.invalidateQueries();
      close();
    },
    onError: () => {
      key.current = newKey();
    },
  });
  const problems = act.error ? fieldProblems(problemOf(act.error)) : [];
  const put = (field: string, next: unknown) => setValue((before) => ({ ...before, [field]: next }));
  return (
    <Dialog
      drawer
      title={name}
      close={close}
      foot={
        <>
          <Button look={refusal ? "locked" : "primary"} busy={act.isPending} onClick={() => !refusal && act.mutate()}>
            {name}
          </Button>
          <Button onClick={close}>{t("act.cancel")}</Button>
        </>
      }
    >
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!refusal) act.mutate();
        }}
      >
        {refusal ? <p className={css.refusal}>{refusal}</p> : null}
        {fields.map((field) => {
          const id = `command-${field.key}`;
          const bad = problems.some((problem) => problem.path === field.key);
          return (
            <div key={field.key} className={css.field}>
              <label htmlFor={id}>
                {field.name.zh}
                {field.required === "required" ? <i className={css.mark}>*</i> : null}
              </label>
              {kindOf(field.type).kind === "table" ? <TableInput field={field} id={id} value={value[field.key]} path={field.key} problems={problems} onChange={(next) => put(field.key, next)} /> : <FieldInput field={field} id={id} value={value[field.key]} bad={bad} onChange={(next) => put(field.key, next)} />}
              {problems
                .filter((problem) => problem.path === field.key)
                .map((problem) => (
                  <p key={problem.code} className={css.problem} role="alert">
                    {problem.message ?? problem.code}
                  </p>
                ))}
            </div>
          );
        })}
        {act.error ? <Failure error={act.error} /> : null}
      </form>
    </Dialog>
  );
}
