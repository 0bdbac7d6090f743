/** Rows with what would become, or became, of them: by verdict and by fault, fetched as one scrolls. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Column, DataGrid } from "@/grid/DataGrid";
import { Chips } from "@/light/Page";
import { Empty, Failure } from "@/light/states";
import { Tag } from "@/light/Tag";
import { read, type Schemas } from "@/lib/api";
import { faultsOf, type Import, type Mark, rowsOf, TONE, VERDICTS, type Verdict } from "./imports";
import css from "./imports.module.css";

type Row = Schemas["ImportRow"];

const PAGE = 200;

export function RowVerdicts({ one, pass, marks }: { one: Import; pass: "check" | "run"; marks: Mark[] }) {
  const { t } = useTranslation();
  const [mark, choose] = useState("");
  const all = VERDICTS.reduce((sum, verdict) => sum + rowsOf(marks, verdict), 0);
  const faults = faultsOf(marks);
  const list = useInfiniteQuery({
    queryKey: ["imports", one.id, "rows", pass, mark],
    queryFn: ({ pageParam, signal }) => read("/imports/{id}/rows", { path: { id: one.id }, query: { pass, mark: mark || undefined, offset: pageParam, limit: PAGE }, signal }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (pages.length * PAGE < last.total ? pages.length * PAGE : undefined),
  });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const chips = [{ key: "", word: t("imports.all"), count: all }, ...VERDICTS.map((verdict) => ({ key: verdict as string, word: t(`imports.verdict.${verdict}`), count: rowsOf(marks, verdict) }))];
  const word = (verdict: string) => t(`imports.verdict.${verdict as Verdict}`);
  const reasons = (row: Row) => row.reasons.map(({ field, text }) => (field ? `${field}：${text}` : text)).join("；");
  const columns: Column<Row>[] = [
    { key: "row", title: t("imports.row"), width: "72px", align: "right", cell: (row) => row.row },
    { key: "verdict", title: t("imports.result"), width: "84px", cell: (row) => <Tag tone={TONE[row.verdict as Verdict]}>{word(row.verdict)}</Tag> },
    { key: "title", title: t("imports.about"), width: "minmax(160px, 1fr)", cell: (row) => row.title },
    { key: "reasons", title: t("imports.why"), width: "minmax(240px, 2fr)", cell: (row) => <span title={reasons(row)}>{reasons(row)}</span> },
  ];
  return (
    <>
      <div className={css.filters}>
        <Chips label={t("imports.result")} chips={chips} chosen={mark.startsWith("error") ? "error" : mark} choose={choose} />
        {faults.length ? (
          <select className="field" aria-label={t("imports.byFault")} value={mark.startsWith("error:") ? mark : ""} onChange={(event) => choose(event.target.value || "error")}>
            <option value="">{t("imports.byFault")}</option>
            {faults.map((fault) => <option key={fault.mark} value={fault.mark}>{[fault.field, fault.reason].filter(Boolean).join("：")} ({fault.rows})</option>)}
          </select>
        ) : null}
      </div>
      {list.error ? <Failure error={list.error} retry={() => void list.refetch()} /> : null}
      <DataGrid label={t("imports.rowsOf", { name: one.file_name })} columns={columns} rows={rows} keyOf={(row) => String(row.row)} more={() => void list.fetchNextPage()} hasMore={list.hasNextPage} loading={list.isFetching} height="min(60vh, 620px)" empty={<Empty>{t("imports.noRows")}</Empty>} card={(row) => <RowCard row={row} word={word(row.verdict)} reasons={reasons(row)} />} />
    </>
  );
}

function RowCard({ row, word, reasons }: { row: Row; word: string; reasons: string }) {
  return (
    <span className={css.card}>
      <span><Tag tone={TONE[row.verdict as Verdict]}>{word}</Tag> <small className="mut">{row.row}</small> {row.title}</span>
      <small className="mut">{reasons}</small>
    </span>
  );
}
