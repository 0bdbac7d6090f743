/** What is made from the ledger for the customer: the statement of account, and the dunning letter once the ladder asks for it. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "@/features/command/WayOut";
import { affordancesQuery, type DealView } from "@/features/deal/model";
import { Button } from "@/light/Button";
import type { Schemas } from "@/lib/api";
import { save, takeCopy } from "@/lib/copies";
import { useTemplates } from "@/lib/templates";
import type { Outgoing } from "./MailDialog";

const MailDialog = lazy(() => import("./MailDialog"));

export function AccountPapers({ deal, ledger }: { deal: DealView; ledger: Schemas["LedgerView"] }) {
  const { t, i18n } = useTranslation();
  const [writing, write] = useState<Outgoing>();
  const offers = useQuery(affordancesQuery(deal.id));
  const mailing = offers.data?.find((one) => one.command === "mail_copy");
  const language = i18n.language.startsWith("zh") ? "zh" : "en";
  const format = ledger.formats[0] ?? "docx";
  const take = useMutation({ mutationFn: async (paper: Outgoing) => save(await takeCopy(paper.address, { format: paper.format, language, ...paper.asked })) });
  const statement = { address: `/deals/${deal.id}/ledger/paper`, asked: { audience: "customer" }, name: t("mail.kind.collection_tracking"), format };
  const letter = { address: `/deals/${deal.id}/dunning-letter/paper`, asked: {}, name: t("mail.kind.dunning"), format };
  const own = useTemplates("collection_tracking").map((one) => ({ ...statement, asked: { audience: "customer", template: one.id }, name: one.name, format: one.format }));
  const papers = [statement, ...own, ...(ledger.is_letter_due ? [letter] : [])];
  return (
    <span className="no-print">
      {papers.map((paper) => (
        <span key={paper.name}>
          <Button small look="text" icon="doc" disabled={take.isPending} onClick={() => take.mutate(paper)}>
            {paper.name}
          </Button>
          {mailing?.is_allowed ? (
            <Button small look="text" icon="mail" onClick={() => write(paper)} aria-label={t("mail.title", { name: paper.name })} title={t("mail.title", { name: paper.name })} />
          ) : null}
        </span>
      ))}
      {take.error ? <Refused error={take.error} deal={deal} /> : null}
      {writing && mailing ? (
        <Suspense>
          <MailDialog deal={deal} offer={mailing} paper={writing} close={() => write(undefined)} />
        </Suspense>
      ) : null}
    </span>
  );
}
