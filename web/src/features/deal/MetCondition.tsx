/** A condition that holds: what it was, by whose paper and when; a way to open it. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Icon } from "@/light/Icon";
import { Tag } from "@/light/Tag";
import { moment } from "@/lib/due";
import { nameOf } from "@/lib/names";
import type { ConditionView, DealView } from "./model";
import { latestOf } from "./papers";
import { historyHead } from "./history";
import css from "./gate.module.css";

/** What happened where a command met the condition. */
const EVENTS: Record<string, string> = {
  confirm_with_customer: "customer_confirmed",
  complete_screening: "lead_screened",
  set_forecast: "forecast_set",
  confirm_opportunity: "opportunity_confirmed",
  verify_need: "need_verified",
  record_signing: "contract_signed",
  file_original: "original_filed",
  complete_milestone: "milestone_completed",
  sign_handover: "handover_signed",
  review_text: "text_reviewed",
  compare_scan: "scan_accepted",
};

export function MetCondition({ deal, condition }: { deal: DealView; condition: ConditionView }) {
  const { t, i18n } = useTranslation();
  const document = latestOf(deal, condition.document);
  const known = i18n.exists(`gate.done.${condition.condition}`);
  return (
    <li>
      <span className={css.tick}>
        <Icon name="ok" size={13} />
      </span>
      <div>
        <span>
          {known ? t(`gate.done.${condition.condition}` as "gate.open") : condition.link_name}
          {condition.by_exception ? <Tag tone="amber">{t("gate.byException")}</Tag> : null}
        </span>
        {document ? (
          <p>
            {document.name} {document.number ?? ""} V{document.revision} · {document.submitted_by ? nameOf(document.submitted_by) : ""} · {moment(document.submitted_at)}
          </p>
        ) : (
          <Happened deal={deal.id} kind={EVENTS[condition.command ?? ""]} />
        )}
      </div>
      {document ? (
        <Link className="no-print" to="/deals/$id/documents/$document" params={{ id: deal.id, document: document.id }}>
          {t("act.open")}
        </Link>
      ) : (
        <span />
      )}
    </li>
  );
}

function Happened({ deal, kind }: { deal: string; kind?: string }) {
  const { data } = useQuery({ ...historyHead(deal), enabled: !!kind });
  const line = data?.items.find((one) => one.kind === kind);
  if (!line) return null;
  return (
    <p>
      {line.by ? `${nameOf(line.by)} · ` : ""}
      {line.text} · {moment(line.at)}
    </p>
  );
}
