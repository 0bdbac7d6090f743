/** Changes to a decision chain as one makes them on its map. */
import type { Body } from "@/lib/definition";

export interface ChainEdge {
  from?: string;
  to?: string;
  type?: string;
}

/** The form of a decision chain, as far as the map reads it. */
export interface ChainBody extends Body {
  nodes?: Body[];
  edges?: ChainEdge[];
}

/** The lines with one person put under another, or under nobody; lines of influence stay. */
export function chained(edges: ChainEdge[], person: string, above: string | undefined): ChainEdge[] {
  const others = edges.filter((edge) => !(edge.from === person && edge.type === "reports"));
  return above && above !== person ? [...others, { from: person, to: above, type: "reports" }] : others;
}

/** The people without one of them. */
export function unlinked(nodes: Body[], person: string): Body[] {
  return nodes.filter((node) => node.contact_id !== person);
}
