/** Filters live in the address: what a list shows can be sent to somebody, and the way back finds it again. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";

/** What an address says behind its question mark. */
export type Filters = Record<string, string>;

/** Entries of an address that are no filters: how the list is drawn. */
const DRAWING = new Set(["view", "order", "week"]);

export interface FilterState {
  filters: Filters;
  /** Sets or, with an empty value, takes away. */
  put: (changed: Record<string, string | undefined>) => void;
  /** Shows a kept address. */
  show: (query: string) => void;
  clear: () => void;
  /** How many narrow the list. */
  count: number;
}

/** The filters without empty ones. */
export function without(filters: Record<string, string | undefined>): Filters {
  return Object.fromEntries(Object.entries(filters).filter((entry): entry is [string, string] => !!entry[1]));
}

/** The filters that narrow, without how the list is drawn. */
export function narrowing(filters: Filters): Filters {
  return Object.fromEntries(Object.entries(filters).filter(([key]) => !DRAWING.has(key)));
}

/** A query text and back; the order of the keys says nothing. */
export function queryOf(filters: Filters): string {
  return new URLSearchParams(Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1))).toString();
}

export function filtersOf(query: string): Filters {
  return without(Object.fromEntries(new URLSearchParams(query)));
}

export function useFilters(): FilterState {
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const navigate = useNavigate();
  const filters = useMemo(() => without(search), [search]);
  const go = useCallback((next: Filters) => void navigate({ to: ".", search: next, replace: true }), [navigate]);
  const put = useCallback((changed: Record<string, string | undefined>) => go(without({ ...filters, ...changed })), [go, filters]);
  const show = useCallback((query: string) => go(filtersOf(query)), [go]);
  const clear = useCallback(() => go(Object.fromEntries(Object.entries(filters).filter(([key]) => DRAWING.has(key)))), [go, filters]);
  return { filters, put, show, clear, count: Object.keys(narrowing(filters)).length };
}
