/** After a drop, or from the menu of a card: what the move needs, or what stands in its way with the buttons that mend it. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Dialog } from "@/light/Dialog";
import { Failure, Waiting } from "@/light/states";
import { AdvanceDrawer } from "@/features/deal/AdvanceDrawer";
import { affordancesQuery, type ConditionView, dealQuery } from "@/features/deal/model";
import type { Schemas } from "@/lib/api";
import { nameOf } from "@/lib/names";
import { type Verdict, verdict } from "./verdict";
import css from "./board.module.css";

const CommandDrawer = lazy(() => import("@/features/command/CommandDrawer"));

interface Props {
  id: string;
  /** The column; absent while it is to be chosen. */
  to?: string;
  columns: Schemas["ColumnView"][];
  close: () => void;
}

export function Move({ id, to, columns, close }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const deal = useQuery(dealQuery(id));
  const offers = useQuery(affordancesQuery(id));
  const [chosen, choose] = useState(to);
  const error = deal.error ?? offers.error;
  if (error) return <Dialog title={t("board.moveTo")} close={close}><Failure error={error} /></Dialog>;
  if (!deal.data || !offers.data) return <Dialog title={t("board.moveTo")} close={close}><Waiting rows={4} /></Dialog>;
  const [view, affordances] = [deal.data, offers.data];
  const title = `${nameOf(view.account)} · ${view.number}`;
  // What is no document is done on the deal's own page, beside everything that it concerns.
  const act = (command: string, about: Record<string, unknown> = {}) => void navigate({ to: "/deals/$id", params: { id }, search: { act: command, ...about } as never });
  const go = (condition: ConditionView) => {
    if (!condition.document) return act(condition.command ?? "");
    const standing = view.documents.filter((one) => one.kind === condition.document).pop();
    void navigate({ to: "/deals/$id/write/$kind", params: { id, kind: condition.document }, search: (standing ? { document: standing.id } : {}) as never });
  };
  if (!chosen) {
    return (
      <Dialog title={t("board.moveTo")} close={close}>
        <p className="mut">{title}</p>
        <ul className={css.choices}>
          {columns.map((column) => {
            const says = verdict(view, affordances, column.stage);
            return (
              <li key={column.stage}>
                <button type="button" data-verdict={says.kind} disabled={says.kind === "here"} onClick={() => choose(column.stage)}>
                  <b>{column.name}</b>
                  <small>{wordOf(says, t)}</small>
                </button>
              </li>
            );
          })}
        </ul>
      </Dialog>
    );
  }
  const says = verdict(view, affordances, chosen);
  if (says.kind === "open" || says.kind === "missing") return <AdvanceDrawer deal={view} offer={affordances.find((one) => one.command === "advance_stage")} close={close} go={go} act={act} />;
  if (says.kind === "back") return <Suspense fallback={null}><CommandDrawer deal={view} affordances={affordances} command="return_stage" preset={{ to: chosen }} close={close} /></Suspense>;
  return (
    <Dialog title={title} close={close} foot={<Button look="primary" onClick={() => void navigate({ to: "/deals/$id", params: { id } })}>{t("board.openDeal")}</Button>}>
      <p>{says.kind === "skips" ? t("board.skips") : wordOf(says, t)}</p>
    </Dialog>
  );
}

function wordOf(says: Verdict, t: ReturnType<typeof useTranslation>["t"]): string {
  if (says.kind === "refused") return says.text || t("board.verdict.refused");
  return t(`board.verdict.${says.kind as "open"}`, { count: says.kind === "missing" ? says.count : 0 });
}
