/** Leaving a stage: what is missing, or what will follow from it (what is owed by whom until when, who is told); then one decision. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Dialog } from "@/light/Dialog";
import { Waiting } from "@/light/states";
import { Refused, WayOut } from "@/features/command/WayOut";
import { newKey } from "@/lib/http";
import { Consequences } from "./Consequences";
import { type Affordance, command, type ConditionView, type DealView, preview } from "./model";
import { NextStage } from "./NextStage";
import { OpenCondition } from "./OpenCondition";
import gate from "./gate.module.css";
import css from "./deal.module.css";

interface Props {
  deal: DealView;
  offer?: Affordance;
  close: () => void;
  go: (condition: ConditionView) => void;
  act: (command: string, preset?: Record<string, unknown>) => void;
  /** The way back, where the page offers one. */
  back?: () => void;
}

export function AdvanceDrawer({ deal, offer, close, go, act, back }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const key = useRef(newKey());
  const exit = deal.gates.find((one) => one.is_exit);
  const open = exit?.conditions.filter((one) => !one.is_met) ?? [];
  const next = deal.path[deal.path.findIndex((stage) => stage.state === "current") + 1];
  const closed = !offer?.is_allowed;
  const foreseen = useQuery({ queryKey: ["deal", deal.id, "preview", "advance_stage", deal.version], queryFn: ({ signal }) => preview(deal.id, { type: "advance_stage" }, signal), enabled: !closed, retry: false });
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
  const refusal = foreseen.data?.refusal ?? (closed ? offer?.refusal : undefined) ?? undefined;
  const refused = refusal?.text;
  return (
    <Dialog
      drawer
      title={t("deal.enter", { stage: next?.name ?? "" })}
      close={close}
      foot={
        <>
          <Button look={refused ? "locked" : "primary"} title={refused} busy={advance.isPending} onClick={() => !refused && advance.mutate()}>
            {t("deal.advance")}
          </Button>
          <Button onClick={close}>{t("act.cancel")}</Button>
        </>
      }
    >
      <div className={css.drawn}>
        {refusal ? open.length ? <p>{refused}</p> : <WayOut problem={{ code: refusal.code, detail: refusal.text, params: refusal.params }} deal={deal} /> : <p>{t("deal.advanceReady", { gate: exit?.name ?? "", stage: next?.name ?? "" })}</p>}
        {open.length ? (
          <ul className={gate.conditions}>
            {open.map((one) => (
              <OpenCondition
                key={one.condition}
                deal={deal}
                condition={one}
                act={(name, preset) => {
                  close();
                  act(name, preset);
                }}
                go={() => {
                  close();
                  go(one);
                }}
              />
            ))}
          </ul>
        ) : null}
        {!closed && foreseen.isPending ? <Waiting rows={4} /> : null}
        {foreseen.data && !foreseen.data.refusal ? <Consequences seen={foreseen.data} /> : null}
        {foreseen.data && !foreseen.data.refusal && next ? <NextStage stage={next} /> : null}
        {advance.error ? <Refused error={advance.error} deal={deal} looked={advance.reset} /> : null}
        {closed && back ? (
          <p className="sm">
            <Button look="text" small onClick={back}>
              {t("gate.goBack")}
            </Button>
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}
