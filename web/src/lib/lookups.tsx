/** What a reference field may point to, given by the page that shows the form. */
import { createContext, useContext } from "react";

/** Something to choose by name. */
export interface Option {
  value: string;
  label: string;
  note?: string;
}

/** Finds options of a target (`person`, `contact`, `product` …) for what was typed; what is `chosen` already is always among them, by its name. */
export type Lookup = ((target: string, typed: string, chosen?: string[]) => Promise<Option[]>) & {
  /** What the answers belong to: those of one deal are not those of another. */
  scope?: string;
};

export const LookupContext = createContext<Lookup>(async () => []);

/** The lookup of the page. */
export const useLookup = () => useContext(LookupContext);
