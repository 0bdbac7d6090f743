/** Dragging with the pointer and with the keyboard (Space, arrows, Space), behind one door so that its library can be replaced. */
import { type Announcements, closestCorners, DndContext, DragOverlay, type KeyboardCoordinateGetter, KeyboardSensor, PointerSensor, pointerWithin, useDraggable, useDroppable, useSensor, useSensors } from "@dnd-kit/core";
import type { ReactNode } from "react";

interface Words {
  /** Read when a card is picked up, over a place, dropped, and let go. */
  picked: (id: string) => string;
  over: (id: string, place?: string) => string;
  dropped: (id: string, place?: string) => string;
  cancelled: string;
  instructions: string;
}

interface Props {
  children: ReactNode;
  /** The card in the hand. */
  overlay: ReactNode;
  onPick: (id: string) => void;
  onDrop: (id: string, place: string | undefined) => void;
  onCancel: () => void;
  words: Words;
}

/** Arrows go from place to place: those to the sides, in the order in which they stand. */
const sideways: KeyboardCoordinateGetter = (event, { currentCoordinates, context }) => {
  const step = event.code === "ArrowRight" ? 1 : event.code === "ArrowLeft" ? -1 : 0;
  if (!step) return undefined;
  event.preventDefault();
  const places = [...context.droppableContainers.getEnabled()].map((place) => context.droppableRects.get(place.id)).filter((rect) => rect !== undefined);
  const sorted = places.sort((a, b) => a.left - b.left);
  const held = context.collisionRect;
  if (!held) return undefined;
  const middle = held.left + held.width / 2;
  const here = sorted.findIndex((rect) => middle >= rect.left && middle <= rect.right);
  const next = sorted[Math.min(Math.max(here + step, 0), sorted.length - 1)];
  return next ? { x: next.left + 8, y: Math.max(next.top + 40, currentCoordinates.y) } : undefined;
};

export function Dragging({ children, overlay, onPick, onDrop, onCancel, words }: Props) {
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sideways, keyboardCodes: { start: ["Space"], cancel: ["Escape"], end: ["Space", "Enter"] } }),
  );
  const announcements: Announcements = {
    onDragStart: ({ active }) => words.picked(String(active.id)),
    onDragOver: ({ active, over }) => words.over(String(active.id), over ? String(over.id) : undefined),
    onDragEnd: ({ active, over }) => words.dropped(String(active.id), over ? String(over.id) : undefined),
    onDragCancel: () => words.cancelled,
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={(args) => (args.pointerCoordinates ? pointerWithin(args) : closestCorners(args))}
      accessibility={{ announcements, screenReaderInstructions: { draggable: words.instructions } }}
      onDragStart={({ active }) => onPick(String(active.id))}
      onDragEnd={({ active, over }) => onDrop(String(active.id), over ? String(over.id) : undefined)}
      onDragCancel={onCancel}
    >
      {children}
      <DragOverlay dropAnimation={{ duration: 160, easing: "ease-out" }}>{overlay}</DragOverlay>
    </DndContext>
  );
}

/** Makes an element one that can be picked up. */
export function useCard(id: string, disabled: boolean) {
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({ id, disabled });
  return { ref: setNodeRef, held: isDragging, handle: { ...attributes, ...listeners } };
}

/** Makes an element a place to drop on. */
export function usePlace(id: string) {
  const { setNodeRef, isOver } = useDroppable({ id });
  return { ref: setNodeRef, over: isOver };
}
