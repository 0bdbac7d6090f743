/** Books money that arrived: judged by the server while one types, refused at the field, ready for the next line of the same statement. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { CommandField } from "@/features/command/CommandField";
import { Refused, WayOut } from "@/features/command/WayOut";
import { atFields } from "@/features/command/ways";
import { Button } from "@/light/Button";
import { Passed } from "@/light/Passed";
import { give } from "@/lib/api";
import { type Body, cleaned } from "@/lib/definition";
import { focusField } from "@/lib/focus";
import { newKey } from "@/lib/http";
import { ofTouched, useJudged } from "@/lib/judge";
import { yuan } from "@/lib/money";
import { type Problem, problemOf } from "@/lib/problem";
import { bookFields, type OwnEntity } from "./receipts";
import css from "./receipts.module.css";

/** What the lines of one statement have in common. */
const SAME = ["received_on", "method", "own_entity"];

const PATH = "/receipts/commands";

export function BookReceipt({ entities }: { entities: OwnEntity[] }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const sole = entities.length === 1 ? entities[0]?.id : undefined;
  const [value, setValue] = useState<Body>({ method: "transfer" });
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [booked, setBooked] = useState<Body[]>([]);
  const key = useRef(newKey());
  const fields = bookFields(entities, t);
  const body = () => ({ type: "book_receipt", ...cleaned({ own_entity: sole, ...value }) });
  const at = (problem: Problem) => atFields(problem, (path) => fields.some((field) => field.key === path));
  const act = useMutation({
    mutationFn: () => give(PATH, body(), { key: key.current }),
    onSuccess: async () => {
      key.current = newKey();
      setBooked((before) => [...before, value]);
      setValue(Object.fromEntries(SAME.map((one) => [one, value[one]])));
      setTouched(new Set());
      await client.invalidateQueries();
    },
    onError: (error) => {
      key.current = newKey();
      const [first] = at(problemOf(error));
      if (first) focusField(first.path);
    },
  });
  const live = useJudged(["book_receipt", booked.length], value, touched.size > 0, () => give(PATH, body(), { dryRun: true, key: newKey() }));
  const refused = act.error ? at(problemOf(act.error)) : [];
  const foreseen = live.refusal ? at(live.refusal) : live.problems;
  const problems = act.error ? refused : ofTouched(foreseen, touched);
  const put = (field: string, next: unknown) => {
    setValue((before) => ({ ...before, [field]: next }));
    setTouched((was) => new Set([...was, field]));
    if (act.error || act.isSuccess) act.reset();
  };
  const last = booked[booked.length - 1];
  return (
    // Enter takes the date that was typed; it does not book yet.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form className={css.form} aria-label={t("receipt.book")} onSubmit={(event) => (event.preventDefault(), act.isPending || act.mutate())} onKeyDown={(event) => event.key === "Enter" && (event.target as HTMLElement).closest(".ant-picker") && event.preventDefault()}>
      {fields.map((field) => (
        <CommandField key={SAME.includes(field.key) ? field.key : `${field.key} ${booked.length}`} field={field} value={value[field.key]} problems={problems} onChange={(next) => put(field.key, next)} />
      ))}
      {act.error && !refused.length ? <Refused error={act.error} /> : null}
      {!act.error && live.refusal && !foreseen.length ? <WayOut problem={live.refusal} lead={t("command.would")} /> : null}
      {act.isSuccess && last ? <Passed>{t("receipt.booked", { payer: String(last.payer_name), amount: yuan(last.amount_minor as number) })}</Passed> : null}
      <span>
        <Button type="submit" look="primary" busy={act.isPending}>{t("receipt.book")}</Button>
      </span>
    </form>
  );
}
