/** Why something is refused, in the server's words, and the links to what is missing that came with the refusal. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { DealView } from "@/features/deal/model";
import type { Label } from "@/lib/definition";
import { label } from "@/lib/i18n";
import css from "./command.module.css";

/** A condition that does not hold, as refusals carry it: labels in both languages, and where to go. */
interface Unmet {
  condition: string;
  missing?: Label;
  link?: { document?: string; command?: string };
  link_name?: Label;
}

/** The same as it is shown. */
interface Way {
  condition: string;
  missing: string;
  document?: string | null;
  name: string;
}

interface Props {
  problem: { code: string; detail: string; params: Record<string, unknown> };
  deal: DealView;
  /** Said before the reason. */
  lead?: string;
  /** Only the links: the reason stands beside it already. */
  bare?: boolean;
}

export function WayOut({ problem, deal, lead, bare }: Props) {
  const { t } = useTranslation();
  const unmet = missing(problem.params, deal);
  if (bare && !unmet.length) return null;
  return (
    <div className={css.refusal}>
      {bare ? null : (
        <p>
          {lead}
          {problem.detail}
        </p>
      )}
      {unmet.length ? (
        <ul aria-label={t("command.way")}>
          {unmet.map((one) => (
            <li key={one.condition}>
              <span>{one.missing}</span> {one.document ? <Link to="/deals/$id/write/$kind" params={{ id: deal.id, kind: one.document }}>{one.name}</Link> : <Link to="/deals/$id" params={{ id: deal.id }}>{one.name}</Link>}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** What the refusal names as unmet; where it names no link, the deal's gates know it. */
export function missing(params: Record<string, unknown>, deal: Pick<DealView, "gates">): Way[] {
  const unmet = Array.isArray(params.unmet) ? (params.unmet as Unmet[]) : [];
  const known = deal.gates.flatMap((gate) => gate.conditions);
  return unmet.flatMap((one) => {
    const of = known.find((condition) => condition.condition === one.condition);
    const name = label(one.link_name) || of?.link_name;
    return name ? [{ condition: one.condition, missing: label(one.missing) || of?.missing || "", document: one.link?.document ?? of?.document, name }] : [];
  });
}
