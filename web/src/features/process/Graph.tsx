/** The definition as a graph: a column a stage, the way of a deal drawn through it. Fetched when it is first looked at. */
import { Background, Controls, type Edge, Handle, type Node, type NodeProps, Position, ReactFlow, type ReactFlowInstance } from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Process } from "@/lib/process";
import { HEIGHT, place, type Placed, WIDTH } from "./layout";
import { columnsOf, idOf, type Part, partsOfRole, waysOf } from "./model";
import { partWords } from "./words";
import css from "./graph.module.css";

interface PartData extends Record<string, unknown> {
  part: Part;
  name: string;
  note: string;
  chosen: boolean;
  faint: boolean;
  open: (id: string) => void;
}

type PartNode = Node<PartData, "part">;
type HeadNode = Node<{ name: string }, "head">;
type Flow = ReactFlowInstance<PartNode | HeadNode>;

interface Props {
  process: Process;
  /** Kinds that are shown besides stages, gates and documents. */
  layers: ReadonlySet<string>;
  role?: string;
  chosen?: string;
  open: (id: string) => void;
}

const TYPES = { part: PartBox, head: HeadBox };
/** The room between the frame and the first part. */
const EDGE = 20;

export default function Graph({ process, layers, role, chosen, open }: Props) {
  const { t } = useTranslation();
  const ways = useMemo(() => waysOf(process), [process]);
  const placed = useMemo(() => place(columnsOf(process), (part) => !["chain", "clock"].includes(part.kind) || layers.has(part.kind)), [process, layers]);
  const lit = useMemo(() => litBy(process, ways, role, chosen), [process, ways, role, chosen]);
  const nodes = useMemo<(PartNode | HeadNode)[]>(
    () => [headOf(placed, t("rule.through")), ...placed.map<PartNode>(({ id, part, x, y }) => ({ id, type: "part", position: { x, y }, width: WIDTH, height: HEIGHT, data: { part, ...partWords(t, process, part), chosen: id === chosen, faint: !!lit && !lit.has(id), open } }))],
    [placed, process, chosen, lit, open, t],
  );
  const edges = useMemo<Edge[]>(() => {
    const there = new Map(placed.map((one) => [one.id, one]));
    const shown = ways.filter((way) => there.has(way.from) && there.has(way.to) && (way.spine || way.from === chosen || way.to === chosen));
    return shown.map((way) => {
      // Within a column a way goes around at the left.
      const within = there.get(way.from)?.x === there.get(way.to)?.x;
      const down = way.from.startsWith("stage:") && way.to.startsWith("gate:");
      return { id: `${way.from}>${way.to}`, source: way.from, target: way.to, sourceHandle: down ? "bottom" : within ? "around" : "right", targetHandle: down ? "top" : "left", type: "smoothstep", className: way.spine ? css.spine : css.way, focusable: false };
    });
  }, [placed, ways, chosen]);
  const [flow, setFlow] = useState<Flow>();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const at = placed.find((one) => one.id === chosen);
    // The frame is narrower once the rule stands beside it.
    const turn = requestAnimationFrame(() => flow && at && box.current && bringIn(flow, at, box.current));
    return () => cancelAnimationFrame(turn);
  }, [flow, placed, chosen]);
  return (
    <div ref={box} className={css.graph} role="group" aria-label={t("rule.graphLabel")}>
      <ReactFlow nodes={nodes} edges={edges} nodeTypes={TYPES} onInit={(ready) => {
          setFlow(ready);
          void ready.setViewport({ x: EDGE, y: EDGE, zoom: zoomFor(placed, box.current?.clientWidth ?? 0) });
        }} minZoom={0.3} maxZoom={1.6} nodesDraggable={false} nodesConnectable={false} nodesFocusable={false} elementsSelectable={false} preventScrolling={false} zoomOnScroll={false} panOnScroll proOptions={{ hideAttribution: true }}>
        <Background gap={24} size={1} />
        <Controls showInteractive={false} aria-label={t("rule.layers")} />
      </ReactFlow>
    </div>
  );
}

/** As large as fits across, within what can be read. */
function zoomFor(placed: Placed[], width: number): number {
  const across = Math.max(...placed.map((one) => one.x + WIDTH), WIDTH);
  return Math.min(1, Math.max(0.78, (width - 2 * EDGE) / across));
}

/** Moves the graph until a part is seen, if it is not. */
function bringIn(flow: Flow, { x, y }: Placed, box: HTMLElement) {
  const { x: left, y: top, zoom } = flow.getViewport();
  const [from, to] = [left + x * zoom, left + (x + WIDTH) * zoom];
  const [above, below] = [top + y * zoom, top + (y + HEIGHT) * zoom];
  const across = from < EDGE ? EDGE - from : to > box.clientWidth - EDGE ? box.clientWidth - EDGE - to : 0;
  const down = above < EDGE ? EDGE - above : below > box.clientHeight - EDGE ? box.clientHeight - EDGE - below : 0;
  if (across || down) void flow.setViewport({ x: left + across, y: top + down, zoom });
}

/** The word above the column that belongs to no stage. */
function headOf(placed: Placed[], name: string): HeadNode {
  const x = Math.max(...placed.map((one) => one.x), 0);
  return { id: "through", type: "head", position: { x, y: 0 }, width: WIDTH, height: HEIGHT, data: { name } };
}

function HeadBox({ data }: NodeProps<HeadNode>) {
  return <p className={css.head}>{data.name}</p>;
}

/** What stays bright: the parts of a role, or what the chosen part is tied to; all where neither is chosen. */
function litBy(process: Process, ways: { from: string; to: string }[], role?: string, chosen?: string): Set<string> | undefined {
  if (role) return new Set(partsOfRole(process, role).map(idOf));
  if (!chosen) return undefined;
  const tied = ways.filter((way) => way.from === chosen || way.to === chosen).flatMap((way) => [way.from, way.to]);
  const stages = process.stages.map((stage) => `stage:${stage.stage}`);
  return tied.length ? new Set([chosen, ...tied, ...stages]) : undefined;
}

function PartBox({ id, data }: NodeProps<PartNode>) {
  return (
    <>
      <Handle id="left" type="target" position={Position.Left} className={css.handle} />
      <Handle id="top" type="target" position={Position.Top} className={css.handle} />
      <button type="button" className={`${css.part} ${css[data.part.kind]}`} aria-pressed={data.chosen} data-faint={data.faint || undefined} onClick={() => data.open(id)} title={`${data.name}\n${data.note}`}>
        <b>{data.name}</b>
        <small>{data.note}</small>
      </button>
      <Handle id="around" type="source" position={Position.Left} className={css.handle} />
      <Handle id="right" type="source" position={Position.Right} className={css.handle} />
      <Handle id="bottom" type="source" position={Position.Bottom} className={css.handle} />
    </>
  );
}
