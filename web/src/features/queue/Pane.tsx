/** Finishes one item in place: decides the approval, writes the document that is owed, gives the command that is owed. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/light/Dialog";
import ApprovalPane from "@/features/approvals/ApprovalPane";
import { DutyPane } from "./DutyPane";
import { type Duty, stepOf } from "./model";
import css from "./queue.module.css";

interface Props {
  duty: Duty;
  /** Beside the list; otherwise above it. */
  wide: boolean;
  close: () => void;
}

export default function Pane({ duty, wide, close }: Props) {
  const { t } = useTranslation();
  const step = stepOf(duty);
  const inside = step ? <ApprovalPane deal={duty.deal.id} approval={step.approval} done={close} /> : <DutyPane duty={duty} done={close} />;
  if (wide) {
    return (
      <aside className={`card ${css.pane}`} aria-label={t("queue.detail")} data-pane>
        {inside}
      </aside>
    );
  }
  return <Above title={duty.name} close={close}>{inside}</Above>;
}

function Above({ title, close, children }: { title: string; close: () => void; children: ReactNode }) {
  return (
    <Dialog drawer flush title={title} close={close}>
      <div data-pane>{children}</div>
    </Dialog>
  );
}
