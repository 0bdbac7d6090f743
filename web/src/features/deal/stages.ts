import type { TFunction } from "i18next";
import { day } from "@/lib/due";
import type { PathStage } from "@/path/StagePath";
import type { DealView } from "./model";

/** The five chevrons; after-care is a phase after the fifth. */
export function pathOf(deal: DealView, t: TFunction): PathStage[] {
  return deal.path
    .filter((stage) => stage.stage !== "aftercare")
    .map((stage) => ({
      key: stage.stage,
      name: stage.name,
      state: stage.state === "ahead" ? "future" : isCarried(stage) ? "migrated" : stage.state,
      note: note(stage, t),
    }));
}

function note(stage: DealView["path"][number], t: TFunction): string {
  // Nobody passed its gate here: a signed batch vouches for it.
  if (isCarried(stage)) return t("path.migrated");
  if (stage.state === "done" && stage.since && stage.until) return t("path.done", { from: day(stage.since), to: day(stage.until), days: stage.working_days ?? 0 });
  if (stage.state === "current") return t("path.current", { days: stage.working_days ?? 0, met: stage.conditions_met ?? 0, all: stage.conditions });
  return t("path.ahead", { count: stage.conditions });
}

function isCarried(stage: DealView["path"][number]): boolean {
  return stage.state === "done" && stage.migrated;
}
