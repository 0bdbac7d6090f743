/** Which instalments a receipt probably pays, as the server ranks and judges them; one click gives the command. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Refused, WayOut } from "@/features/command/WayOut";
import { command } from "@/features/deal/model";
import { Button } from "@/light/Button";
import { Empty, Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { read, type Schemas } from "@/lib/api";
import { day } from "@/lib/due";
import { newKey } from "@/lib/http";
import { useJudged } from "@/lib/judge";
import { plainYuan } from "@/lib/money";
import css from "./receipts.module.css";

type Proposal = Schemas["ProposalView"];

export function ReceiptProposals({ receipt }: { receipt: string }) {
  const { t } = useTranslation();
  const found = useQuery({ queryKey: ["receipts", "proposals", receipt], queryFn: ({ signal }) => read("/receipts/{id}/proposals", { path: { id: receipt }, signal }) });
  if (found.error) return <Failure error={found.error} />;
  if (!found.data) return <Waiting rows={2} />;
  if (!found.data.length) return <Empty>{t("receipt.noProposal")}</Empty>;
  return (
    <ol className={css.proposals} aria-label={t("receipt.proposals")}>
      {found.data.map((one) => (
        <ProposalLine key={one.deal} receipt={receipt} proposal={one} />
      ))}
    </ol>
  );
}

function ProposalLine({ receipt, proposal }: { receipt: string; proposal: Proposal }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const key = useRef(newKey());
  const parts = proposal.parts.map((part) => ({ instalment: part.instalment, amount_minor: part.amount_minor }));
  const body = { type: "allocate_receipt", receipt, allocations: parts };
  const live = useJudged(["allocate", proposal.deal, receipt], JSON.stringify(parts), true, () => command(proposal.deal, body, { dryRun: true, key: newKey() }));
  const act = useMutation({
    mutationFn: () => command(proposal.deal, body, { key: key.current }),
    onSuccess: () => client.invalidateQueries(),
    onError: () => {
      key.current = newKey();
    },
  });
  return (
    <li>
      <div>
        <Link to="/deals/$id" params={{ id: proposal.deal }}>{proposal.party}</Link> <small>{proposal.number}</small>{" "}
        {proposal.reasons.map((reason) => (
          <Tag key={reason} tone="blue">{t(`receipt.why.${reason}`, { number: proposal.written ?? "" })}</Tag>
        ))}
        {proposal.payer_is_party ? null : <Tag tone="amber">{t("receipt.foreign")}</Tag>}
        {proposal.parts.map((part) => (
          <small key={part.instalment}>{[part.name, part.due_on ? day(part.due_on) : null, plainYuan(part.amount_minor)].filter(Boolean).join(" · ")}</small>
        ))}
        {act.error ? <Refused error={act.error} /> : live.refusal ? <WayOut problem={live.refusal} /> : null}
      </div>
      {live.passes ? <Button small look="primary" busy={act.isPending} aria-label={t("receipt.allocateTo", { party: proposal.party, number: proposal.number ?? "" })} onClick={() => act.mutate()}>{t("receipt.allocate")}</Button> : null}
    </li>
  );
}
