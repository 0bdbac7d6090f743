/** Why something is refused, in the server's words, and the way to what is missing: what came with the refusal, else what its code leads to. */
import { Link } from "@tanstack/react-router";
import { useContext, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { DealView } from "@/features/deal/model";
import { Failure } from "@/light/states";
import type { Label } from "@/lib/definition";
import { label } from "@/lib/i18n";
import { type Problem, problemOf } from "@/lib/problem";
import { Act, Leave, NextStep } from "./NextStep";
import { atFields, wayOf } from "./ways";
import css from "./command.module.css";

/** A condition that does not hold, as refusals carry it: labels in both languages, and where to go. */
interface Unmet {
  condition: string;
  missing?: Label;
  link?: { document?: string; command?: string };
  link_name?: Label;
}

/** The same as it is shown. */
interface Missing {
  condition: string;
  missing: string;
  document?: string | null;
  command?: string | null;
  name: string;
}

interface Props {
  problem: Pick<Problem, "code" | "detail" | "params">;
  deal?: DealView;
  /** Said before the reason. */
  lead?: string;
  /** Only the links: the reason stands beside it already. */
  bare?: boolean;
  fieldName?: (path: string) => string | undefined;
  looked?: () => void;
}

export function WayOut({ problem, deal, lead, bare, fieldName, looked }: Props) {
  const { t } = useTranslation();
  const leave = useContext(Leave);
  const unmet = deal ? missing(problem.params, deal) : [];
  const way = wayOf(problem);
  if (bare && !unmet.length && !way) return null;
  return (
    <div className={bare ? css.bare : css.refusal}>
      {bare ? null : (
        <p>
          {lead}
          {problem.detail}
        </p>
      )}
      {unmet.length && deal ? (
        <ul aria-label={t("command.way")}>
          {unmet.map((one) => (
            <li key={one.condition}>
              <span>{one.missing}</span>{" "}
              {one.document ? (
                <Link to="/deals/$id/write/$kind" params={{ id: deal.id, kind: one.document }} onClick={leave}>
                  {one.name}
                </Link>
              ) : (
                <Act deal={deal} command={one.command ?? ""} name={one.name} />
              )}
            </li>
          ))}
        </ul>
      ) : null}
      {way ? (
        <p className={css.next} role="group" aria-label={t("command.way")}>
          <NextStep way={way} deal={deal} fieldName={fieldName} looked={looked} />
        </p>
      ) : null}
    </div>
  );
}

/** An act that was refused: what the server said, and the way out of it. Brought into sight, unless a field takes the blame and is. */
export function Refused({ error, retry, ...rest }: Pick<Props, "deal" | "fieldName" | "looked"> & { error: unknown; retry?: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!atFields(problemOf(error), () => true).length) box.current?.scrollIntoView({ block: "nearest" });
  }, [error]);
  return (
    <div className={css.refusedBox} ref={box}>
      <Failure error={error} retry={retry} />
      <WayOut problem={problemOf(error)} bare {...rest} />
    </div>
  );
}

/** What the refusal names as unmet; where it names no link, the deal's gates know it. */
export function missing(params: Record<string, unknown>, deal: Pick<DealView, "gates">): Missing[] {
  const unmet = Array.isArray(params.unmet) ? (params.unmet as Unmet[]) : [];
  const known = deal.gates.flatMap((gate) => gate.conditions);
  return unmet.flatMap((one) => {
    const of = known.find((condition) => condition.condition === one.condition);
    const name = label(one.link_name) || of?.link_name;
    return name ? [{ condition: one.condition, missing: label(one.missing) || of?.missing || "", document: one.link?.document ?? of?.document, command: one.link?.command ?? of?.command, name }] : [];
  });
}
