/** The contract at a glance: how far it is on its way, and the terms that matter. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { shownValue } from "@/form/shown";
import { Named } from "@/features/document/Named";
import { Card } from "@/light/Card";
import { Tag } from "@/light/Tag";
import { type Body, kindOf } from "@/lib/definition";
import { day, moment } from "@/lib/due";
import { label } from "@/lib/i18n";
import { formOf, processQuery } from "@/lib/process";
import { type DealView, documentQuery } from "./model";
import { latestOf } from "./papers";
import css from "./cards.module.css";

const TERMS = ["contract_name", "counterparty", "amount_gross", "amount_in_words", "planned_signing_date", "term_start", "term_end", "warranty_months", "acceptance_days", "penalty_rate", "liability_cap", "dispute_resolution", "template_source", "credit_check", "our_entity", "our_signatory"];

interface Paper {
  seal?: { at: string; copies: number } | null;
  signing?: { ours: string; theirs: string } | null;
  scan?: { at: string; won_on: string } | null;
  filing?: { at: string; retention_until: string } | null;
}

interface Contracting {
  rounds?: { on: string }[];
  accepted_at?: string | null;
  texts?: Record<string, { passed?: boolean }>;
  consents?: Record<string, { at: string }>;
  contracts?: Record<string, Paper>;
}

export function ContractCard({ deal }: { deal: DealView }) {
  const { t } = useTranslation();
  const document = latestOf(deal, "contract_approval");
  const { data: process } = useQuery(processQuery);
  const { data } = useQuery({ ...documentQuery(deal.id, document?.id ?? ""), enabled: !!document });
  if (!document) return null;
  const known: Body = { ...(document.facts as Body), ...(data?.body as Body | undefined) };
  const fields = (process ? formOf(process, "contract_approval") : undefined)?.sections.flatMap((section) => section.fields) ?? [];
  return (
    <Card
      title={
        <Link to="/deals/$id/documents/$document" params={{ id: deal.id, document: document.id }} className="row-link">
          {document.name} {document.number ?? ""} V{document.revision}
        </Link>
      }
      beside={document.approved ? <Tag tone="green">{t("document.approved")}</Tag> : document.open_approval ? <Tag tone="blue">{t("document.inReview")}</Tag> : null}
    >
      <Way deal={deal} document={document.id} />
      <dl className={css.terms} style={{ borderTop: "1px solid var(--line)" }}>
        {TERMS.flatMap((key) => fields.find((field) => field.key === key) ?? [])
          .filter((field) => known[field.key] !== undefined && known[field.key] !== "")
          .map((field) => (
            <div key={field.key}>
              <dt>{label(field.name)}</dt>
              <dd>{kindOf(field.type).kind === "reference" ? <Named field={field} value={known[field.key]} deal={deal} /> : shownValue(field, known[field.key], t)}</dd>
            </div>
          ))}
      </dl>
    </Card>
  );
}

/** Negotiated, text reviewed, agreed, sealed, signed, accepted, filed: what is done with its day. */
function Way({ deal, document }: { deal: DealView; document: string }) {
  const { t } = useTranslation();
  const state = (deal.facts.contracting ?? {}) as Contracting;
  const paper = state.contracts?.[document];
  const rounds = state.rounds ?? [];
  const steps: [name: string, done: string | undefined][] = [
    [t("contract.negotiated"), rounds.length ? t("contract.rounds", { count: rounds.length, on: day(rounds[rounds.length - 1]?.on ?? "") }) : state.accepted_at ? t("contract.asIs", { on: day(state.accepted_at) }) : undefined],
    [t("contract.text"), state.texts?.[document]?.passed ? t("contract.passed") : undefined],
    [t("contract.agreed"), state.consents?.[document] ? moment(state.consents[document].at) : undefined],
    [t("contract.sealed"), paper?.seal ? t("contract.copies", { on: day(paper.seal.at), count: paper.seal.copies }) : undefined],
    [t("contract.signed"), paper?.signing ? t("contract.both", { ours: day(paper.signing.ours), theirs: day(paper.signing.theirs) }) : undefined],
    [t("contract.scanned"), paper?.scan ? moment(paper.scan.at) : undefined],
    [t("contract.filed"), paper?.filing ? t("contract.until", { on: day(paper.filing.at), until: paper.filing.retention_until }) : undefined],
  ];
  return (
    <ol className={css.steps}>
      {steps.map(([name, done]) => (
        <li key={name} className={done ? css.past : undefined}>
          <b>{name}</b>
          <small>{done ?? t("contract.notYet")}</small>
        </li>
      ))}
    </ol>
  );
}
