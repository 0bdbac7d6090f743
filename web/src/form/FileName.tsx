/** What a file is called; something else as long as that is not known. */
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { fileQuery } from "@/lib/files";

export function FileName({ digest, deal, none }: { digest: string; deal?: string; none: ReactNode }) {
  const { data } = useQuery(fileQuery(digest, deal));
  return <>{data?.name ?? none}</>;
}
