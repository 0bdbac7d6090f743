/** What the paper says, beside its revision before: changed lines first, the old value at its side. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { shownValue } from "@/form/shown";
import { documentQuery, type ApprovalView, type DealView } from "@/features/deal/model";
import { type Field, kindOf } from "@/lib/definition";
import { label } from "@/lib/i18n";
import { formOf, processQuery } from "@/lib/process";
import { differences } from "./compare";
import { paperOf } from "./model";
import css from "./approvals.module.css";

const FIRST = 8;

export function Differences({ deal, approval }: { deal: DealView; approval: ApprovalView }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const { data: process } = useQuery(processQuery);
  const paper = paperOf(approval);
  const kind = deal.documents.find((one) => one.id === paper?.document)?.kind;
  const form = kind && process ? formOf(process, kind) : undefined;
  const now = useQuery({ ...documentQuery(deal.id, paper?.document ?? "", paper?.revision), enabled: !!paper && !!kind });
  const earlier = paper && paper.revision > 1 ? paper.revision - 1 : undefined;
  const before = useQuery({ ...documentQuery(deal.id, paper?.document ?? "", earlier), enabled: !!earlier && !!kind });
  if (!paper || !form || !now.data?.body || (earlier && before.isPending)) return null;
  const facts = now.data.document.facts as Record<string, unknown>;
  const lines = differences(form, { ...facts, ...now.data.body }, before.data?.body ? { ...(before.data.document.facts as Record<string, unknown>), ...before.data.body } : undefined);
  const changed = lines.filter((one) => one.changed).length;
  const shown = all ? lines : lines.slice(0, Math.max(changed, FIRST));
  return (
    <div className={css.compare}>
      <table aria-label={t("approval.paper")}>
        <thead>
          <tr>
            <th scope="col">{t("approval.field")}</th>
            {earlier ? <th scope="col">{t("approval.value", { revision: earlier })}</th> : null}
            <th scope="col">{t("approval.value", { revision: paper.revision })}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => (
            <tr key={one.field.key}>
              <th scope="row">{label(one.field.name)}</th>
              {earlier ? <td className="mut">{one.changed ? valueOf(one.field, one.before, t) : t("approval.same")}</td> : null}
              <td className={one.changed ? css.changed : undefined}>{valueOf(one.field, one.now, t)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={css.under}>
        {lines.length > shown.length || all ? (
          <Button small look="text" onClick={() => setAll(!all)}>
            {all ? t("approval.fewer") : t("approval.allFields", { count: lines.length })}
          </Button>
        ) : null}
        <span className="sp" />
        <Link to="/deals/$id/documents/$document" params={{ id: deal.id, document: paper.document }} className="sm">
          {t("approval.whole")}
        </Link>
      </p>
    </div>
  );
}

/** A table says how many rows it has; its rows are on the paper itself. */
function valueOf(field: Field, value: unknown, t: ReturnType<typeof useTranslation>["t"]): string {
  if (kindOf(field.type).kind === "table") return Array.isArray(value) && value.length ? t("approval.rows", { count: value.length }) : "—";
  return shownValue(field, value, t);
}
