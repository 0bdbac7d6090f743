/** 过程看板: where the process leaks, for whoever looks; and the owner's page, as wide as a phone. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { Days } from "@/features/audit/FilterBar";
import { Chips, PageHead } from "@/light/Page";
import { Failure, Waiting } from "@/light/states";
import { moment } from "@/lib/due";
import { nameOf } from "@/lib/names";
import { rowsQuery } from "@/lib/reference";
import { useSession } from "@/lib/session";
import { useWide } from "@/lib/wide";
import { civilDay } from "@/lib/zone";
import { FigureCard } from "./FigureCard";
import { boardQuery, hasParts, ordered, ownerQuery, periodOf, placeOf, type Slice } from "./model";
import { RowsDrawer } from "./RowsDrawer";
import { Tiles } from "./Tiles";
import { Totals } from "./Totals";
import css from "./insights.module.css";

interface Address extends Slice {
  view?: string;
}

type Opens = (rows: string, title: string) => void;

export default function InsightsPage() {
  const { t } = useTranslation();
  const { view: asked, ...slice } = useSearch({ strict: false }) as Address;
  const navigate = useNavigate();
  const wide = useWide(821);
  const [behind, setBehind] = useState<{ rows: string; title: string }>();
  const view = asked === "owner" || asked === "board" ? asked : wide ? "board" : "owner";
  const put = useCallback((next: Address) => void navigate({ to: ".", search: (before: Address) => ({ ...before, ...next }), replace: true }), [navigate]);
  const open = useCallback<Opens>(
    (rows, title) => {
      const place = placeOf(rows);
      if ("list" in place) setBehind({ rows: place.list, title });
      else void navigate({ to: place.page, search: place.search });
    },
    [navigate],
  );
  return (
    <>
      <PageHead title={t("insight.title")}>
        <Chips label={t("insight.title")} chips={[{ key: "board", word: t("insight.board") }, { key: "owner", word: t("insight.owner") }]} chosen={view} choose={(key) => put({ view: key })} />
      </PageHead>
      <Filters slice={slice} put={put} />
      {view === "board" ? <Board slice={slice} open={open} /> : <Owner slice={slice} open={open} />}
      {behind ? <RowsDrawer rows={behind.rows} title={behind.title} close={() => setBehind(undefined)} /> : null}
    </>
  );
}

function Board({ slice, open }: { slice: Slice; open: Opens }) {
  const { t } = useTranslation();
  const session = useSession();
  const { data, error, refetch } = useQuery(boardQuery(slice));
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting rows={10} retry={() => void refetch()} />;
  const figures = ordered(data.figures, session?.roles ?? []);
  return (
    <>
      <Tiles figures={figures} open={open} />
      <div className={css.cards}>
        {figures.filter(hasParts).map((figure) => (
          <FigureCard key={figure.key} figure={figure} open={open} />
        ))}
      </div>
      <Totals figures={figures.filter((figure) => !hasParts(figure))} open={open} />
      <p className="sm mut">{t("insight.asOf", { at: moment(data.as_of), from: data.from, to: data.to })}</p>
    </>
  );
}

function Owner({ slice, open }: { slice: Slice; open: Opens }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(ownerQuery(slice));
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting rows={6} retry={() => void refetch()} />;
  return (
    <>
      <Tiles large figures={data.figures} open={open} />
      <p className="sm mut">{t("insight.asOf", { at: moment(data.as_of), from: data.from, to: data.to })}</p>
    </>
  );
}

const PERIODS = ["month", "quarter", "last", "year"] as const;

function Filters({ slice, put }: { slice: Slice; put: (next: Slice) => void }) {
  const { t } = useTranslation();
  const { data: departments = [] } = useQuery(rowsQuery("/departments"));
  const [today] = useState(() => civilDay());
  // Without days of its own the server takes this quarter.
  const period = periodOf("quarter", today);
  const [from, to] = [slice.from ?? period?.from, slice.to ?? period?.to];
  const chosen = PERIODS.find((key) => {
    const one = periodOf(key, today);
    return one?.from === from && one?.to === to;
  });
  return (
    <div className={css.filters}>
      <Chips label={t("insight.period")} chips={PERIODS.map((key) => ({ key, word: t(`insight.periods.${key}`) }))} chosen={chosen ?? ("own" as "month")} choose={(key) => put(periodOf(key, today) ?? {})} />
      <Days from={from} to={to} put={(next) => put({ from, to, ...next })} />
      <select className="field" aria-label={t("organization.department")} value={slice.department ?? ""} onChange={(event) => put({ department: event.target.value || undefined })}>
        <option value="">{t("insight.allDepartments")}</option>
        {departments.map((one) => (
          <option key={one.id} value={one.id}>{nameOf(one)}</option>
        ))}
      </select>
    </div>
  );
}
