/** Drafts on this device: what is typed stands here before it is anywhere else, and stays until the server has it. Nobody is shown another's. */
import type { Body } from "@/lib/definition";
import { whose } from "@/lib/session";

/** What one typed, and the revision that it follows. */
export interface Draft {
  body: Body;
  revision: number;
}

const place = (deal: string, kind: string, document?: string) => `tongguan.draft.${whose()}.${deal}.${kind}.${document ?? "new"}`;

/** The draft of this device. */
export function draftHere(deal: string, kind: string, document?: string): Draft | undefined {
  try {
    const text = localStorage.getItem(place(deal, kind, document));
    const kept = text ? (JSON.parse(text) as Partial<Draft>) : undefined;
    return kept?.body ? { body: kept.body, revision: kept.revision ?? 0 } : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a draft here. A full or forbidden store is no reason to stop typing. */
export function keepHere(deal: string, kind: string, document: string | undefined, draft: Draft) {
  try {
    localStorage.setItem(place(deal, kind, document), JSON.stringify(draft));
  } catch {
    // The copy on the server is still made.
  }
}

/** The server has it, or it was submitted. */
export function forgetHere(deal: string, kind: string, document?: string) {
  localStorage.removeItem(place(deal, kind, document));
}
