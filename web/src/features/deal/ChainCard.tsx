/** The decision chain in small, from the latest map that was submitted. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ChainMap } from "@/chain/ChainMap";
import type { ChainLine, ChainPerson } from "@/chain/layout";
import { Card } from "@/light/Card";
import { Tag } from "@/light/Tag";
import { contactsQuery } from "@/lib/contacts";
import { kindOf } from "@/lib/definition";
import { label } from "@/lib/i18n";
import { processQuery } from "@/lib/process";
import type { DealView } from "./model";

interface Node {
  contact_id: string;
  role?: string[];
  influence?: number;
  attitude?: number;
  relationship?: string;
}

interface Edge {
  from: string;
  to: string;
  type?: string;
}

export function ChainCard({ deal, open }: { deal: DealView; open?: (id: string) => void }) {
  const { t } = useTranslation();
  const document = deal.documents.find((one) => one.kind === "decision_chain");
  const { data: process } = useQuery(processQuery);
  const { data: contacts } = useQuery({ ...contactsQuery(deal.account.id), enabled: !!document });
  const [people, lines] = useMemo((): [ChainPerson[], ChainLine[]] => {
    const table = process?.documents.decision_chain?.sections.flatMap((section) => section.fields).find((field) => field.key === "nodes");
    const roles = (table && kindOf(table.type).columns?.find((column) => column.key === "role")) || undefined;
    const word = (key: string) => label((roles ? kindOf(roles.type).options : undefined)?.find((option) => option.key === key)?.name) || key;
    const nodes = (document?.facts.nodes as Node[] | undefined) ?? [];
    const edges = (document?.facts.edges as Edge[] | undefined) ?? [];
    return [
      nodes.map((node) => {
        const contact = contacts?.find((one) => one.id === node.contact_id);
        return { id: node.contact_id, name: contact?.name ?? "…", title: contact?.title ?? "", roles: (node.role ?? []).map(word), influence: node.influence ?? 0, attitude: node.attitude ?? 0, uncovered: node.relationship === "none" };
      }),
      edges.map((edge) => ({ from: edge.from, to: edge.to, kind: edge.type === "influences" ? "influences" : "reports" })),
    ];
  }, [document, contacts, process]);
  if (!document) return null;
  const uncovered = people.filter((person) => person.uncovered).length;
  return (
    <Card
      title={t("chain.title")}
      beside={uncovered ? <Tag tone="amber">{t("chain.uncovered", { count: uncovered })}</Tag> : null}
      actions={
        <Link to="/deals/$id/documents/$document" params={{ id: deal.id, document: document.id }}>
          {t("chain.expand")}
        </Link>
      }
    >
      <ChainMap people={people} lines={lines} open={open} />
    </Card>
  );
}
