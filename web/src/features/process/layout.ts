/** Where the parts of the definition stand in the graph: a column a stage, from the top down. */
import type { Column, Part } from "./model";
import { idOf } from "./model";

export const WIDTH = 176;
export const HEIGHT = 46;
const GAP_X = 26;
const GAP_Y = 8;
/** Between parts of different kinds. */
const GAP_KIND = 22;

/** A part in its place. */
export interface Placed {
  id: string;
  part: Part;
  x: number;
  y: number;
}

/** The parts that are shown, in their places. */
export function place(columns: Column[], shows: (part: Part) => boolean): Placed[] {
  return columns.flatMap((column, number) => {
    // What belongs to no stage stands under a word instead of one.
    let y = column.stage ? 0 : HEIGHT + GAP_KIND;
    let before: Part | undefined;
    return column.parts.filter(shows).map((part) => {
      if (before) y += HEIGHT + (before.kind === part.kind ? GAP_Y : GAP_KIND);
      before = part;
      return { id: idOf(part), part, x: number * (WIDTH + GAP_X), y };
    });
  });
}
