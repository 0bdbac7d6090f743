/** Page 7: a column for each stage. A card in the hand is judged by the server, and every column says what it would answer. */
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Empty, Failure, Waiting } from "@/light/states";
import { affordancesQuery, dealQuery } from "@/features/deal/model";
import { which } from "@/features/deals/model";
import { read, type Schemas } from "@/lib/api";
import { Dragging } from "@/lib/dnd";
import type { Filters } from "@/lib/filters";
import { nameOf } from "@/lib/names";
import { useWide } from "@/lib/wide";
import { CardFace } from "./BoardCard";
import { BoardColumn } from "./BoardColumn";
import { Move } from "./Move";
import { type Verdict, verdict } from "./verdict";
import css from "./board.module.css";

const CARDS = 50;

export default function Board({ filters, clear }: { filters: Filters; clear?: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const wide = useWide(821);
  // The board shows running deals of every stage, whatever the list was narrowed to.
  const query = { ...which(filters), standing: undefined, stage: undefined, limit: CARDS };
  const board = useQuery({ queryKey: ["board", query], queryFn: ({ signal }) => read("/board", { query, signal }), placeholderData: keepPreviousData });
  const [held, setHeld] = useState<string>();
  const [move, setMove] = useState<{ id: string; to?: string }>();
  const deal = useQuery({ ...dealQuery(held ?? ""), enabled: !!held });
  const offers = useQuery({ ...affordancesQuery(held ?? ""), enabled: !!held });
  if (board.error) return <Failure error={board.error} retry={() => void board.refetch()} />;
  if (!board.data) return <Waiting rows={8} retry={() => void board.refetch()} />;
  const columns = board.data.filter((column) => column.stage !== "aftercare");
  const cards = new Map(columns.flatMap((column) => column.cards.map((card) => [card.id, card] as const)));
  const total = columns.reduce((sum, column) => sum + column.cards.length, 0);
  if (!total && clear) return <Empty action={<Button onClick={clear}>{t("act.clear")}</Button>}>{t("list.none", { what: t("nav.deals") })}</Empty>;
  const says = (column: string): Verdict | undefined => (held && deal.data && offers.data ? verdict(deal.data, offers.data, column) : undefined);
  const name = (stage?: string) => columns.find((column) => column.stage === stage)?.name ?? "";
  const said = (id: string, stage?: string) => t("board.over", { card: nameOf(cards.get(id)?.account), stage: name(stage) });
  const pick = (id: string) => {
    setHeld(id);
    void client.prefetchQuery(dealQuery(id));
  };
  const drop = (id: string, place?: string) => {
    setHeld(undefined);
    if (place && place !== cards.get(id)?.stage) setMove({ id, to: place });
  };
  return (
    <>
      <Summary columns={columns} />
      <Dragging
        onPick={pick}
        onDrop={drop}
        onCancel={() => setHeld(undefined)}
        overlay={held && cards.get(held) ? <CardFace deal={cards.get(held) as Schemas["DealCard"]} lifted /> : null}
        words={{ picked: (id) => t("board.picked", { card: nameOf(cards.get(id)?.account) }), over: said, dropped: said, cancelled: t("board.cancelled"), instructions: t("board.instructions") }}
      >
        <div className={css.board} data-held={held ? true : undefined}>
          {columns.map((column) => (
            <BoardColumn key={column.stage} column={column} filters={filters} verdict={says(column.stage)} waiting={!!held && (!deal.data || !offers.data)} drags={wide} moveTo={(id) => setMove({ id })} />
          ))}
        </div>
      </Dragging>
      {move ? <Move id={move.id} to={move.to} columns={columns} close={() => setMove(undefined)} /> : null}
    </>
  );
}

/** What the board comes to; the server summed it column by column. */
function Summary({ columns }: { columns: Schemas["ColumnView"][] }) {
  const { t } = useTranslation();
  const late = columns.reduce((sum, column) => sum + column.cards.filter((card) => card.overdue_count).length, 0);
  if (!late) return null;
  return <p className={css.summary}>{t("board.late", { count: late })}</p>;
}
