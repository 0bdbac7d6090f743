/** References by their names, read only, outside of a form. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { DealView } from "@/features/deal/model";
import { type Field, kindOf } from "@/lib/definition";
import { nameById } from "./lookup";

export function Named({ field, value, deal }: { field: Field; value: unknown; deal: DealView }) {
  const client = useQueryClient();
  const target = kindOf(field.type).target ?? "";
  const ids = (Array.isArray(value) ? value : value ? [value] : []) as string[];
  const { data } = useQuery({ queryKey: ["named", deal.id, target, ids], queryFn: () => nameById(deal, client, target, ids), enabled: ids.length > 0, staleTime: 60_000 });
  if (ids.length && !data) return <>…</>;
  return <>{data?.join("、") || "—"}</>;
}
