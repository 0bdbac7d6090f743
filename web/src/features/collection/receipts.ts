/** Money that arrived: what is asked to book it, the receipts as they stand, and what of them is still free. The server judges and sums; this only asks and sorts. */
import { queryOptions } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { type Page, read, type Row, type Schemas } from "@/lib/api";
import type { Field, FieldType } from "@/lib/definition";

export type Receipt = Row<{ number?: string; received_on: string; amount: number; method: Method; payer_name: string | null; bank_serial: string; own_entity: string | null; note?: string | null; reversed_at: string | null; reversal_reason: string | null }>;

export type OwnEntity = Row<{ name: string; active: boolean }>;

const METHODS = ["transfer", "bill", "cheque", "cash", "electronic_claim"] as const;

type Method = (typeof METHODS)[number];

/** Every receipt, the newest first: rows come in the order in which they were booked, and the last is the one that is looked for. */
export const receiptsQuery = queryOptions({
  queryKey: ["receipts", "booked"],
  queryFn: async ({ signal }) => {
    const rows: Receipt[] = [];
    let cursor: string | undefined;
    do {
      const page = (await read("/receipts", { query: { limit: 200, cursor }, signal })) as unknown as Page<Receipt>;
      rows.push(...page.items);
      cursor = page.next ?? undefined;
    } while (cursor);
    return newestFirst(rows);
  },
});

/** By day received, and of one day the one that was booked last. */
export function newestFirst(rows: Receipt[]): Receipt[] {
  return [...rows].reverse().sort((a, b) => b.received_on.localeCompare(a.received_on));
}

/** The receipts with something still free, as the server lists them to any deal; null where there is no deal yet that could claim any. */
export const openQuery = queryOptions({
  queryKey: ["receipts", "open"],
  queryFn: async ({ signal }): Promise<Open | null> => {
    const { items } = await read("/deals", { query: { limit: 1 }, signal });
    const deal = items[0]?.id;
    return deal ? openOf(await read("/deals/{id}/receipts", { path: { id: deal }, signal })) : null;
  },
});

/** The server's list ends there: of a receipt that is not on a full one, nothing is known. */
const MOST = 200;

/** What is free by receipt, and whether that is all there is. */
export interface Open {
  free: Record<string, number>;
  whole: boolean;
}

export function openOf(rows: Pick<Schemas["OpenReceiptView"], "id" | "unallocated_minor">[]): Open {
  return { free: Object.fromEntries(rows.map((one) => [one.id, one.unallocated_minor])), whole: rows.length < MOST };
}

/** Where a receipt stands. */
export type Standing = { is: "reversed" | "allocated" | "unknown" } | { is: "free" | "partly"; free: number };

export function standing(receipt: Pick<Receipt, "id" | "amount" | "reversed_at">, open: Open | null | undefined): Standing {
  if (receipt.reversed_at) return { is: "reversed" };
  const free = open?.free[receipt.id];
  if (free === undefined) return { is: open?.whole ? "allocated" : "unknown" };
  return { is: free === receipt.amount ? "free" : "partly", free };
}

/** Receipts whose payer, number or serial number holds what was typed. */
export function found(receipts: Receipt[], typed: string): Receipt[] {
  const wanted = typed.trim().toLowerCase();
  return receipts.filter((one) => `${one.payer_name ?? ""} ${one.number ?? ""} ${one.bank_serial}`.toLowerCase().includes(wanted));
}

/** The fields of `book_receipt`; which of our entities received it is asked where there are several. */
export function bookFields(entities: OwnEntity[], t: TFunction): Field[] {
  const field = (key: string, name: string, type: FieldType): Field => ({ key, name: { zh: name, en: name }, type, required: "required", fillers: [], personal: false });
  const option = (key: string, name: string) => ({ key, name: { zh: name, en: name } });
  return [
    field("received_on", t("receipt.receivedOn"), "date"),
    field("amount_minor", t("receipt.amount"), "money"),
    field("method", t("receipt.method"), { choice: METHODS.map((key) => option(key, t(`receipt.way.${key}`))) }),
    field("payer_name", t("receipt.payer"), "line"),
    field("bank_serial", t("receipt.serial"), "line"),
    ...(entities.length > 1 ? [field("own_entity", t("receipt.entity"), { choice: entities.map((one) => option(one.id, one.name)) })] : []),
  ];
}
