/** The decision chain from the latest map that was submitted: in small beside the overview, large with its list on its own tab. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ChainMap } from "@/chain/ChainMap";
import { ChainList } from "@/chain/ChainList";
import { useChain } from "@/features/document/useChain";
import { Card } from "@/light/Card";
import { Tag } from "@/light/Tag";
import { Empty } from "@/light/states";
import type { Body } from "@/lib/definition";
import { type DealView, documentQuery } from "./model";
import { latestOf } from "./papers";
import { percent } from "./QuoteCard";

export function ChainCard({ deal, small }: { deal: DealView; small?: boolean }) {
  const { t } = useTranslation();
  const document = latestOf(deal, "decision_chain");
  const content = useQuery({ ...documentQuery(deal.id, document?.id ?? ""), enabled: !!document && !small });
  const { people, lines } = useChain(deal, { ...(document?.facts as Body | undefined), ...(content.data?.body as Body | undefined) });
  if (!document) return small ? null : <Card title={t("chain.title")}><Empty>{t("chain.none")}</Empty></Card>;
  const uncovered = people.filter((person) => person.uncovered).length;
  const coverage = document.facts.coverage;
  return (
    <Card
      title={t("chain.title")}
      beside={
        <>
          {uncovered ? <Tag tone="amber">{t("chain.uncovered", { count: uncovered })}</Tag> : null}
          {small || coverage === undefined ? null : <Tag>{t("chain.coverage", { percent: percent(coverage) })}</Tag>}
        </>
      }
      actions={
        small ? (
          <Link className="no-print" to="/deals/$id" params={{ id: deal.id }} search={{ tab: "needs" } as never}>
            {t("chain.expand")}
          </Link>
        ) : (
          <Link className="no-print" to="/deals/$id/documents/$document" params={{ id: deal.id, document: document.id }}>
            {t("chain.paper", { revision: document.revision })}
          </Link>
        )
      }
    >
      <ChainMap people={people} lines={lines} small={small} />
      {small ? null : <ChainList people={people} />}
    </Card>
  );
}
