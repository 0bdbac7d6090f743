/** The same door for commands to several deals: each is decided on its own. Where some want to know again who he is, he is asked once, and those alone are sent again. */
import type { Schemas } from "./api";
import { ask, newKey } from "./http";
import { problemOf } from "./problem";

export type BulkResult = Schemas["BulkResult"];

export interface BulkCommand {
  deal: string;
  version?: number;
  command: object;
}

/** What became of each, in their order. */
export async function commandAll(commands: BulkCommand[], key: string): Promise<BulkResult[]> {
  const results = await send(commands, key);
  const held = results.flatMap((one, place) => (one.problem?.code === "confirmation_needed" ? [place] : []));
  const first = results[held[0] ?? -1];
  if (!first) return results;
  const { confirm } = await import("@/app/confirm");
  if (!(await confirm(first.problem?.detail ?? ""))) return results;
  const again = await resend(held.flatMap((place) => commands[place] ?? []));
  return results.map((one, place) => again(held.indexOf(place)) ?? one);
}

async function send(commands: BulkCommand[], key: string): Promise<BulkResult[]> {
  return (await ask<BulkResult[]>("/commands", { method: "POST", body: { commands }, key })).data;
}

/** What was done the first time stays told, even where the second time fails as a whole. A refusal is remembered under its key: this is another attempt. */
async function resend(commands: BulkCommand[]): Promise<(place: number) => BulkResult | undefined> {
  try {
    const results = await send(commands, newKey());
    return (place) => results[place];
  } catch (fault) {
    const problem = { type: "about:blank", ...problemOf(fault) };
    return (place) => {
      const command = commands[place];
      return command && { deal: command.deal, status: problem.status, problem };
    };
  }
}
