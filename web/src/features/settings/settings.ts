/** The settings of the company, asked for once by all pages that show some of them. */
import { queryOptions } from "@tanstack/react-query";
import { read } from "@/lib/api";
import type { FieldRule } from "./fieldRules";
import type { Pool } from "./pools";

export interface Settings {
  pools: Pool[];
  pools_since: string | null;
  role_scopes: Record<string, string>;
  field_rules: FieldRule[];
}

export const settingsQuery = queryOptions({ queryKey: ["reference", "settings"], queryFn: async ({ signal }) => (await read("/settings", { signal })) as unknown as Settings & Record<string, unknown> });
