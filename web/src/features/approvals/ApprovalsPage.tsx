/** Approvals: what waits for me, what I decided, what I asked for, what I am to know; decided in place, several at once. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/light/Dialog";
import { More } from "@/light/Paged";
import { Empty, Failure, Waiting } from "@/light/states";
import { useWide } from "@/lib/wide";
import ExportButton from "../export/ExportButton";
import ApprovalPane from "./ApprovalPane";
import { Batch } from "./Batch";
import { InboxRow } from "./InboxRow";
import { BOXES, type Box, inboxQuery, type InboxLine } from "./model";
import { useInboxKeys } from "./useInboxKeys";
import css from "./approvals.module.css";

export default function ApprovalsPage() {
  const { t } = useTranslation();
  const search = useSearch({ strict: false }) as { box?: string; item?: string; deal?: string };
  const navigate = useNavigate();
  const wide = useWide(1101);
  const box: Box = BOXES.find((one) => one === search.box) ?? "todo";
  const list = useInfiniteQuery(inboxQuery(box));
  const lines = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  // What was decided together stays in sight until it is closed, though it leaves the list.
  const [held, hold] = useState<InboxLine[]>();
  const chosen = lines.find((line) => line.id === search.item) ?? (wide && !search.deal ? lines[0] : undefined);
  // An address may name an approval of a deal that stands in none of these boxes: whoever sees the deal reads it here.
  const shown = chosen ? { id: chosen.id, deal: chosen.deal.id, name: chosen.name, about: chosen.about } : search.item && search.deal ? { id: search.item, deal: search.deal, name: t("nav.approvals"), about: t("nav.approvals") } : undefined;
  const show = useCallback(
    (next: Box, item?: string) => void navigate({ to: ".", search: { ...(next === "todo" ? {} : { box: next }), ...(item ? { item } : {}) }, replace: wide || !item }),
    [navigate, wide],
  );
  const choose = useCallback((line?: InboxLine) => show(box, line?.id), [show, box]);
  const pick = useCallback((id: string) => setPicked((before) => (before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]))), []);
  useInboxKeys(lines, chosen, choose, pick);
  const selected = lines.filter((line) => picked.has(line.id));
  return (
    <>
      <div className={css.title}>
        <h1>{t("nav.approvals")}</h1>
        <div className={css.boxes} role="tablist" aria-label={t("approval.boxes")}>
          {BOXES.map((one) => (
            <button key={one} type="button" role="tab" aria-selected={one === box} onClick={() => (setPicked(new Set()), show(one))}>
              {t(`approval.box.${one}`)}
            </button>
          ))}
        </div>
        <span className="sp" />
        <ExportButton list="approvals" query={{ box }} />
      </div>
      {box === "todo" && (held ?? selected).length ? <Batch lines={held ?? selected} hold={hold} clear={() => (hold(undefined), setPicked(new Set()))} /> : null}
      <div className={lines.length || shown ? css.page : undefined}>
        <section className="card" aria-label={t("approval.list")}>
          {list.error ? <Failure error={list.error} retry={() => void list.refetch()} /> : null}
          {list.isPending ? <Waiting rows={8} retry={() => void list.refetch()} /> : null}
          <ul className={css.list}>
            {lines.map((line) => (
              <InboxRow key={line.id} line={line} box={box} here={line.id === chosen?.id} picked={box === "todo" ? picked.has(line.id) : undefined} pick={() => pick(line.id)} open={() => choose(line)} />
            ))}
          </ul>
          {list.data && !lines.length ? <Empty>{t(`approval.empty.${box}`)}</Empty> : null}
          <More pages={{ hasMore: list.hasNextPage, loading: list.isFetchingNextPage, more: () => void list.fetchNextPage() }} />
        </section>
        {shown && wide ? (
          <section className={`card ${css.pane}`} aria-label={shown.about} data-pane>
            <ApprovalPane key={shown.id} deal={shown.deal} approval={shown.id} done={() => choose()} />
          </section>
        ) : null}
      </div>
      {shown && !wide ? (
        <Dialog drawer flush title={shown.name} close={() => choose()}>
          <div data-pane>
            <ApprovalPane key={shown.id} deal={shown.deal} approval={shown.id} done={() => choose()} />
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
