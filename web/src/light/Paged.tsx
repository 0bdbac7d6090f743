/** A list that comes page by page: why there is none, what there is, and the way on. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Rows } from "@/lib/pages";
import { Button } from "./Button";
import { Failure, Waiting } from "./states";
import css from "./page.module.css";

export function Paged<Item>({ pages, none, children }: { pages: Rows<Item>; none: ReactNode; children: (rows: Item[]) => ReactNode }) {
  const { rows, error, loading, retry } = pages;
  if (!rows.length) return error ? <Failure error={error} retry={retry} /> : loading ? <Waiting rows={8} retry={retry} /> : <>{none}</>;
  return (
    <>
      {children(rows)}
      {error ? <Failure error={error} retry={retry} /> : null}
      <More pages={pages} />
    </>
  );
}

/** The way to the rows before, where there are some. */
export function More({ pages }: { pages: Pick<Rows<unknown>, "hasMore" | "loading" | "more"> }) {
  const { t } = useTranslation();
  if (!pages.hasMore) return null;
  return (
    <p className={`${css.more} no-print`}>
      <Button small busy={pages.loading} onClick={pages.more}>{t("act.more")}</Button>
    </p>
  );
}
