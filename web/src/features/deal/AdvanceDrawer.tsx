/** Leaving a stage: what is missing, or what will happen; then one decision. The server is asked first without doing. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Dialog } from "@/light/Dialog";
import { Failure } from "@/light/states";
import { newKey } from "@/lib/http";
import { type Affordance, command, type ConditionView, type DealView } from "./model";
import css from "./deal.module.css";

export function AdvanceDrawer({ deal, offer, close, go }: { deal: DealView; offer?: Affordance; close: () => void; go: (condition: ConditionView) => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const key = useRef(newKey());
  const exit = deal.gates.find((gate) => gate.is_exit);
  const open = exit?.conditions.filter((one) => !one.is_met) ?? [];
  const next = deal.path[deal.path.findIndex((stage) => stage.state === "current") + 1];
  const advance = useMutation({
    mutationFn: () => command(deal.id, { type: "advance_stage" }, { version: deal.version, key: key.current }),
    onSuccess: async () => {
      await client.invalidateQueries();
      close();
    },
    onError: () => {
      key.current = newKey();
    },
  });
  const closed = !offer?.is_allowed;
  return (
    <Dialog
      drawer
      title={t("deal.enter", { stage: next?.name ?? "" })}
      close={close}
      foot={
        <>
          <Button look={closed ? "locked" : "primary"} busy={advance.isPending} onClick={() => !closed && advance.mutate()}>
            {t("deal.advance")}
          </Button>
          <Button onClick={close}>{t("act.cancel")}</Button>
        </>
      }
    >
      {closed ? <p>{offer?.refusal?.text}</p> : <p>{t("deal.advanceReady", { gate: exit?.name ?? "", stage: next?.name ?? "" })}</p>}
      {open.length ? (
        <ul className={css.conditions}>
          {open.map((one) => (
            <li key={one.condition}>
              <span className={css.ring} aria-hidden="true" />
              <div>
                <b>{one.missing}</b>
                <small>{one.link_name}</small>
              </div>
              <Button
                small
                onClick={() => {
                  close();
                  go(one);
                }}
              >
                {one.document ? t("act.fill") : t("act.open")}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {advance.error ? <Failure error={advance.error} /> : null}
    </Dialog>
  );
}
