/** A decision chain as it is drawn: contacts by name, roles in words, lines between people. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ChainLine, ChainPerson } from "@/chain/layout";
import type { DealView } from "@/features/deal/model";
import { contactsQuery } from "@/lib/contacts";
import { type Body, kindOf } from "@/lib/definition";
import { label } from "@/lib/i18n";
import { processQuery } from "@/lib/process";

interface Node {
  contact_id?: string;
  role?: string[];
  influence?: number;
  attitude?: number;
  relationship?: string;
  concern?: string;
  last_contact_at?: string;
  planned_contact_on?: string;
}

interface Edge {
  from?: string;
  to?: string;
  type?: string;
}

/** People and lines of a body of the form. */
export function useChain(deal: DealView, body: Body): { people: ChainPerson[]; lines: ChainLine[] } {
  const { data: process } = useQuery(processQuery);
  const { data: contacts } = useQuery(contactsQuery(deal.account.id));
  const nodes = body.nodes as Node[] | undefined;
  const edges = body.edges as Edge[] | undefined;
  return useMemo(() => {
    const table = process?.documents.decision_chain?.sections.flatMap((section) => section.fields).find((field) => field.key === "nodes");
    const column = (key: string) => (table ? kindOf(table.type).columns?.find((one) => one.key === key) : undefined);
    const word = (of: string, key: string) => {
      const found = column(of);
      return label((found ? kindOf(found.type).options : undefined)?.find((option) => option.key === key)?.name) || key;
    };
    const people = (nodes ?? []).flatMap((node): ChainPerson[] => {
      const contact = contacts?.find((one) => one.id === node.contact_id);
      if (!node.contact_id) return [];
      return [
        {
          id: node.contact_id,
          name: contact?.name ?? "…",
          title: contact?.title ?? "",
          roles: (node.role ?? []).map((role) => word("role", role)),
          influence: node.influence ?? 0,
          attitude: node.attitude ?? 0,
          concern: node.concern,
          lastContact: node.last_contact_at,
          planned: node.planned_contact_on,
          relation: node.relationship ? word("relationship", node.relationship) : undefined,
          uncovered: node.relationship === "none",
        },
      ];
    });
    const lines = (edges ?? []).flatMap((edge): ChainLine[] => (edge.from && edge.to ? [{ from: edge.from, to: edge.to, kind: edge.type === "influences" ? "influences" : "reports" }] : []));
    return { people, lines };
  }, [process, contacts, nodes, edges]);
}
