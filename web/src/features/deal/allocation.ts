/** What a person typed into the allocation, as the command takes it. Whether it fits, the server judges. */
import { parseYuan, plainYuan } from "@/lib/money";

interface Open {
  id: string;
  outstanding_minor: number;
}

/** A first proposal: the receipt pays the oldest open instalments as far as it reaches. No more than what one would type. */
export function proposed(unallocated: number, open: Open[]): Record<string, string> {
  let left = unallocated;
  const parts: Record<string, string> = {};
  for (const one of open) {
    const part = Math.min(left, one.outstanding_minor);
    if (part <= 0) break;
    parts[one.id] = plainYuan(part);
    left -= part;
  }
  return parts;
}

/** The parts that are amounts, in minor units. */
export function allocations(typed: Record<string, string>): { instalment: string; amount_minor: number }[] {
  return Object.entries(typed).flatMap(([instalment, text]) => {
    const amount = parseYuan(text);
    return amount ? [{ instalment, amount_minor: amount }] : [];
  });
}
