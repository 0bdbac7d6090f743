/** A list of the server read page by page; while another one is asked for, the old rows stay. */
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";

interface PageOf {
  items: unknown[];
  next?: string | null;
}

/** What a grid needs to know of them. */
export interface Rows<Item> {
  rows: Item[];
  more: () => void;
  hasMore: boolean;
  loading: boolean;
  /** Whether what is shown answers an earlier question. */
  stale: boolean;
  error: unknown;
  retry: () => void;
}

export interface Pages<Page extends PageOf> extends Rows<Page["items"][number]> {
  /** The first page, which carries the sums. */
  first?: Page;
}

export function usePages<Page extends PageOf>(key: unknown[], ask: (cursor: string | undefined, signal: AbortSignal) => Promise<Page>): Pages<Page> {
  const list = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => ask(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  const { data, fetchNextPage, refetch } = list;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const more = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage]);
  const retry = useCallback(() => void refetch(), [refetch]);
  return { rows, first: data?.pages[0], more, hasMore: list.hasNextPage, loading: list.isPending || list.isFetchingNextPage, stale: list.isPlaceholderData || (list.isRefetching && !list.isFetchingNextPage), error: list.error, retry };
}
