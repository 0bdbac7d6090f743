/** The acts of the header: a word about it, the paper that stands open, the way on (locked with its reason, never hidden), and all else. */
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { label, lazily } from "@/lib/i18n";
import { processQuery } from "@/lib/process";
import type { Affordance, DealView } from "./model";
import css from "./deal.module.css";

const AccessDrawer = lazily(() => import("@/features/access/AccessDrawer"));
const BundleDialog = lazy(() => import("@/features/export/BundleDialog"));

interface Props {
  deal: DealView;
  affordances: Affordance[];
  advance: () => void;
  act: (command: string) => void;
  write: (kind: string, document?: string) => void;
}

export function DealActs({ deal, affordances, advance, act, write }: Props) {
  const { t } = useTranslation();
  const [archiving, setArchiving] = useState(false);
  const [asking, setAsking] = useState(false);
  const of = (command: string) => affordances.find((one) => one.command === command && !one.kind);
  const way = of("advance_stage");
  const next = deal.path[deal.path.findIndex((stage) => stage.state === "current") + 1];
  const follow = ["log_contact_attempt", "comment"].find((command) => of(command)?.is_allowed);
  return (
    <div className={`${css.acts} no-print`}>
      {follow ? (
        <Button icon="phone" onClick={() => act(follow)}>
          {t("deal.followUp")}
        </Button>
      ) : null}
      <MainPaper deal={deal} affordances={affordances} write={write} />
      {next && way && !deal.has_ended ? (
        <Button look={way.is_allowed ? "primary" : "locked"} title={way.refusal?.text} data-way onClick={advance}>
          {t("deal.enter", { stage: next.name })}
        </Button>
      ) : null}
      <Button icon="lock" aria-label={t("access.open")} title={t("access.open")} onClick={() => setAsking(true)} />
      {asking ? (
        <Suspense fallback={null}>
          <AccessDrawer deal={deal.id} close={() => setAsking(false)} />
        </Suspense>
      ) : null}
      <Button icon="out" aria-label={t("export.deal")} title={t("export.dealTitle")} onClick={() => setArchiving(true)} />
      {archiving ? (
        <Suspense fallback={null}>
          <BundleDialog deal={deal.id} close={() => setArchiving(false)} />
        </Suspense>
      ) : null}
      <Button icon="more" aria-label={t("act.more")} title={t("act.more")} onClick={() => act("")} />
    </div>
  );
}

/** The paper of this stage whose turn it is: the first that is not there yet, else one that the gate asks for, else the last that may be written. */
function MainPaper({ deal, affordances, write }: Pick<Props, "deal" | "affordances" | "write">) {
  const { t } = useTranslation();
  const { data: process } = useQuery(processQuery);
  const outputs = process?.stages.find((one) => one.stage === deal.stage)?.outputs ?? [];
  const missing = deal.gates.flatMap((gate) => gate.conditions).flatMap((one) => (!one.is_met && one.document ? [one.document] : []));
  const allowed = outputs.filter((kind) => affordances.some((one) => one.kind === kind && one.is_allowed));
  const kind = allowed.find((one) => !deal.documents.some((paper) => paper.kind === one)) ?? allowed.find((one) => missing.includes(one)) ?? allowed[allowed.length - 1];
  const form = kind ? process?.documents[kind] : undefined;
  if (!kind || !form) return null;
  const standing = form.many ? undefined : deal.documents.find((one) => one.kind === kind);
  return (
    <Button icon="edit" onClick={() => write(kind, standing?.id)}>
      {t(standing ? "deal.revise" : "deal.write", { name: label(form.name) })}
    </Button>
  );
}
