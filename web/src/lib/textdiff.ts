/** Differences of Chinese text: by sentence first, by character inside a sentence that changed. */
import { diffArrays, diffChars } from "diff";

/** A run of text that stayed, came or went. */
export interface Run {
  text: string;
  kind: "same" | "added" | "removed";
}

const SENTENCES = /[^。；！？;!?\n]*[。；！？;!?\n]?/g;

/** Sentences with their stops, so that they join to the same text again. */
export function sentences(text: string): string[] {
  return (text.match(SENTENCES) ?? []).filter((one) => one !== "");
}

/** The runs of two texts. */
export function runsOf(before: string, after: string): Run[] {
  const parts = diffArrays(sentences(before), sentences(after));
  const runs: Run[] = [];
  for (let at = 0; at < parts.length; at++) {
    const [part, next] = [parts[at], parts[at + 1]];
    if (!part) continue;
    if (part.removed && next?.added) {
      runs.push(...charRuns(part.value.join(""), next.value.join("")));
      at++;
    } else {
      runs.push({ text: part.value.join(""), kind: part.added ? "added" : part.removed ? "removed" : "same" });
    }
  }
  return joined(runs);
}

function charRuns(before: string, after: string): Run[] {
  return diffChars(before, after).map((one) => ({ text: one.value, kind: one.added ? "added" : one.removed ? "removed" : "same" }));
}

function joined(runs: Run[]): Run[] {
  const all: Run[] = [];
  for (const run of runs) {
    const last = all[all.length - 1];
    if (last?.kind === run.kind) last.text += run.text;
    else all.push({ ...run });
  }
  return all;
}
