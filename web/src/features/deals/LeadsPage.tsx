/** 线索: what came in, who looks at it, and how much of the 48 hours is left. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "@/grid/DataGrid";
import { Button } from "@/light/Button";
import { Tag, type Tone } from "@/light/Tag";
import { day } from "@/lib/due";
import { useFilters } from "@/lib/filters";
import { nameOf } from "@/lib/names";
import { registrationQuery } from "../lead/model";
import { ListPage } from "../list/ListPage";
import { Bulk } from "./Bulk";
import { type DealCard, DealLine, Due, Grade, Owner } from "./cells";
import { useChoices, useDeals, useSpecs, which } from "./model";
import { SimilarDialog, SimilarMark } from "./Similar";
import { useMarked } from "./useMarked";
import css from "../list/list.module.css";

export default function LeadsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: registration } = useQuery(registrationQuery);
  const state = useFilters();
  const { specs, further } = useSpecs("leads");
  const asked = useMemo(() => ({ standing: "open", ...state.filters }), [state.filters]);
  const pages = useDeals(asked, { stage: "screening", similar: true });
  const { marked, toggle, clear } = useMarked();
  const [alike, look] = useState<DealCard>();
  const columns = useColumns(look);
  const sums = pages.first?.sums;
  const chosen = pages.rows.filter((row) => marked.has(row.id));
  return (
    <>
      <ListPage<DealCard>
        title={t("nav.leads")}
        page="leads"
        file={{ list: "deals", query: which(asked, { stage: "screening" }) }}
        text={t("list.text")}
        state={state}
        specs={specs}
        further={further}
        sums={sums ? <span><b>{sums.deals}</b> {t("list.rows")}</span> : null}
        actions={<><Link to="/pool" className="btn">{t("pool.title")}</Link>{registration?.may ? <Button look="primary" icon="plus" onClick={() => void navigate({ to: "/leads/new" })}>{t("lead.new")}</Button> : null}</>}
        bulk={chosen.length ? <Bulk deals={chosen} clear={clear} /> : null}
        grid={{ columns, pages, keyOf: (row) => row.id, open: (row) => void navigate({ to: "/deals/$id", params: { id: row.id } }), card: (row) => <DealLine deal={row} beside={<SimilarMark deal={row} look={look} />} />, empty: t("list.noLeads"), selected: marked, onSelect: toggle }}
      />
      {alike ? <SimilarDialog deal={alike} close={() => look(undefined)} /> : null}
    </>
  );
}

const STATE: Record<string, Tone> = { new: "amber", valid: "green", returned: "blue", invalid: "plain" };

/** Screened or not, as the server has it. */
function Screening({ deal }: { deal: DealCard }) {
  const { t } = useTranslation();
  const state = (deal.standing === "invalid" ? "invalid" : (deal.screening ?? "new")) as "new";
  return <Tag tone={STATE[state] ?? "plain"}>{deal.approval_count ? t("lead.inReview") : t(`lead.state.${state}`)}</Tag>;
}

function useColumns(look: (deal: DealCard) => void): Column<DealCard>[] {
  const { t } = useTranslation();
  const { source } = useChoices();
  return [
    { key: "number", title: t("list.number"), width: "116px", cell: (row) => row.number },
    { key: "account", title: t("list.account"), width: "minmax(220px, 2fr)", cell: (row) => <span className={css.name} title={nameOf(row.account)}><b>{nameOf(row.account)}</b><SimilarMark deal={row} look={look} /></span> },
    { key: "source", title: t("list.source"), width: "92px", cell: (row) => source(row.source_channel) },
    { key: "grade", title: t("list.gradeHead"), width: "48px", cell: (row) => <Grade grade={row.grade} /> },
    { key: "owner", title: t("list.owner"), width: "84px", cell: (row) => <Owner owner={row.owner} /> },
    { key: "next", title: t("lead.next"), width: "minmax(120px, 1fr)", cell: (row) => <span title={row.next_name ?? ""}>{row.next_name ?? "—"}</span> },
    { key: "due", title: t("lead.countdown"), width: "minmax(184px, 1.2fr)", sortable: true, way: "up", cell: (row) => <Due deal={row} /> },
    { key: "state", title: t("list.standingHead"), width: "76px", cell: (row) => <Screening deal={row} /> },
    { key: "registered", title: t("lead.registered"), width: "84px", sortable: true, way: "down", cell: (row) => day(row.registered_at) },
  ];
}
