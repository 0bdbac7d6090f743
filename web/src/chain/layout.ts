/** Places people of a decision chain above one another, along the lines by which they report. */
import dagre from "@dagrejs/dagre";

export interface ChainPerson {
  id: string;
  name: string;
  title: string;
  /** Buying roles in words. */
  roles: string[];
  influence: number;
  /** −2 … +2. */
  attitude: number;
  concern?: string;
  lastContact?: string;
  /** When somebody means to speak to him. */
  planned?: string;
  /** How close we are, in words. */
  relation?: string;
  /** A required role that nobody has been contacted for. */
  uncovered?: boolean;
}

export interface ChainLine {
  from: string;
  to: string;
  kind: "reports" | "influences";
}

export interface Placed {
  person: ChainPerson;
  x: number;
  y: number;
}

export interface Drawing {
  width: number;
  height: number;
  people: Placed[];
  lines: { points: { x: number; y: number }[]; kind: ChainLine["kind"] }[];
}

export const BOX = { width: 132, height: 58 };

/** Where there is room for what somebody is called and decides. */
export const BROAD = { ...BOX, width: 188 };

/** The drawing of a chain. A line from somebody unknown is left out. */
export function place(people: ChainPerson[], lines: ChainLine[], box = BOX): Drawing {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: "TB", nodesep: 14, ranksep: 34, marginx: 6, marginy: 6 });
  graph.setDefaultEdgeLabel(() => ({}));
  const known = new Set(people.map((person) => person.id));
  for (const person of people) graph.setNode(person.id, { ...box });
  const drawn = lines.filter((line) => known.has(line.from) && known.has(line.to) && line.from !== line.to);
  for (const line of drawn) graph.setEdge(line.to, line.from);
  dagre.layout(graph);
  const size = graph.graph();
  return {
    width: size.width ?? box.width,
    height: size.height ?? box.height,
    people: people.map((person) => {
      const node = graph.node(person.id);
      return { person, x: node.x - box.width / 2, y: node.y - box.height / 2 };
    }),
    lines: drawn.map((line) => ({ points: graph.edge(line.to, line.from).points, kind: line.kind })),
  };
}
