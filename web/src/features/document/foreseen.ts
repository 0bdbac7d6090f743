/** What the server foresees of the paper that is being written, for the editors inside the form. */
import { createContext } from "react";
import type { Preview } from "@/features/deal/model";

export const Foreseen = createContext<Preview | undefined>(undefined);
