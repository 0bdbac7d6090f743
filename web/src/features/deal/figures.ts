/** The figures of a deal's head, where the server has put them. Nothing is computed that counts. */
import type { DealView } from "./model";

interface Figures {
  amount?: number;
  closeOn?: string;
  weighted?: number;
}

interface Forecast {
  amount?: number;
  close_on?: string;
}

/** Amount, closing date and weighted amount, as far as they are known. */
export function figures(deal: DealView): Figures {
  const forecast = (deal.facts.nurture?.forecast ?? {}) as Forecast;
  const more = deal as DealView & { amount_minor?: number | null; weighted_minor?: number | null; expected_close_on?: string | null };
  return {
    amount: more.amount_minor ?? forecast.amount,
    closeOn: more.expected_close_on ?? forecast.close_on,
    weighted: more.weighted_minor ?? undefined,
  };
}
