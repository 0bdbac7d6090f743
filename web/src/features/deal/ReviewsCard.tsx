/** Reviews of the solution: when, chaired by whom, how it was voted, what is still to be mended. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Card } from "@/light/Card";
import { Tag } from "@/light/Tag";
import { moment } from "@/lib/due";
import { kindOf } from "@/lib/definition";
import { label } from "@/lib/i18n";
import { processQuery } from "@/lib/process";
import { rowsQuery } from "@/lib/reference";
import type { DealView } from "./model";
import css from "./cards.module.css";

interface Review {
  held_at: string;
  chair: string;
  conclusion?: string | null;
  revision: number;
  void?: boolean;
  votes?: Record<string, string>;
  actions?: { closed_at?: string | null }[];
}

export function ReviewsCard({ deal }: { deal: DealView }) {
  const { t } = useTranslation();
  const reviews = Object.entries((deal.facts.proposal?.reviews ?? {}) as Record<string, Review>);
  const { data: process } = useQuery(processQuery);
  const { data: people } = useQuery({ ...rowsQuery("/users"), enabled: reviews.length > 0 });
  if (!reviews.length) return null;
  const fields = process?.documents.solution_review?.sections.flatMap((section) => section.fields);
  const conclusions = fields?.find((field) => field.key === "conclusion");
  const word = (key: string) => label((conclusions ? kindOf(conclusions.type).options : undefined)?.find((one) => one.key === key)?.name) || key;
  const name = (id: string) => people?.find((one) => one.id === id)?.name ?? "…";
  return (
    <Card title={t("review.title")}>
      <ul className={css.visits}>
        {reviews.map(([id, one]) => (
          <li key={id}>
            <span>{moment(one.held_at)}</span>
            <span>
              {t("review.of", { revision: one.revision, chair: name(one.chair) })}
              <small>{t("review.votes", { count: Object.keys(one.votes ?? {}).length, open: (one.actions ?? []).filter((action) => !action.closed_at).length })}</small>
            </span>
            {one.void ? <Tag tone="amber">{t("review.void")}</Tag> : <Tag tone={one.conclusion === "passed" ? "green" : one.conclusion ? "amber" : "plain"}>{one.conclusion ? word(one.conclusion) : t("review.open")}</Tag>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
