/** Who may change which reference data, as the server tells it; pages offer an act where it says so. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { read, type Schemas } from "@/lib/api";

export type DutyRule = Schemas["DutyRule"];

export const dutiesQuery = queryOptions({ queryKey: ["reference", "duties"], queryFn: ({ signal }) => read("/reference-duties", { signal }), staleTime: 5 * 60_000 });

/** Whether the caller's roles allow changing a setting. */
export function useMaySet(): (key: string) => boolean {
  const { data = [] } = useQuery(dutiesQuery);
  return (key) => data.some((rule) => rule.is_mine && rule.settings.includes(key));
}

/** Whether the caller's roles allow a command. */
export function useMay(): (command: string) => boolean {
  const { data = [] } = useQuery(dutiesQuery);
  return (command) => data.some((rule) => rule.command === command && rule.is_mine);
}
