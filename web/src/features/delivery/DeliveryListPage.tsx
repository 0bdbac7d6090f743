/** 交付: deals that are being delivered, what is due next in each, and what came in for them. */
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "@/grid/DataGrid";
import { useFilters } from "@/lib/filters";
import { plainYuan, shortYuan, yuan } from "@/lib/money";
import { day } from "@/lib/due";
import { type DealCard, DealLine, Due, Gate, Name, Owner } from "../deals/cells";
import { useDeals, useSpecs, which } from "../deals/model";
import { ListPage } from "../list/ListPage";

export default function DeliveryListPage() {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const state = useFilters();
  const { specs, further } = useSpecs("deals");
  const asked = useMemo(() => ({ standing: "open", ...state.filters }), [state.filters]);
  const pages = useDeals(asked, { stage: "fulfilment" });
  const sums = pages.first?.sums;
  const columns: Column<DealCard>[] = [
    { key: "number", title: t("list.number"), width: "112px", cell: (row) => row.number },
    { key: "account", title: t("list.account"), width: "minmax(160px, 2fr)", cell: (row) => <Name deal={row} /> },
    { key: "owner", title: t("list.owner"), width: "84px", cell: (row) => <Owner owner={row.owner} /> },
    { key: "nextName", title: t("lead.next"), width: "minmax(96px, 1fr)", cell: (row) => <span title={row.next_name ?? ""}>{row.next_name ?? "—"}</span> },
    { key: "due", title: t("lead.countdown"), width: "minmax(184px, 1.2fr)", sortable: true, way: "up", cell: (row) => <Due deal={row} /> },
    { key: "gate", title: t("list.gate"), width: "96px", cell: (row) => <Gate deal={row} /> },
    { key: "contract", title: `${t("paper.value")} (¥)`, width: "108px", align: "right", cell: (row) => plainYuan(row.contract_minor) },
    { key: "received", title: `${t("money.received")} (¥)`, width: "108px", align: "right", cell: (row) => plainYuan(row.received_minor) },
    { key: "won", title: t("paper.signedOn"), width: "84px", cell: (row) => (row.won_on ? day(row.won_on) : "—") },
  ];
  return (
    <ListPage<DealCard>
      title={t("nav.delivery")}
      page="delivery"
      text={t("list.text")}
      file={{ list: "deals", query: which(asked, { stage: "fulfilment" }) }}
      state={state}
      specs={specs.filter((one) => one.key !== "stage")}
      further={further}
      sums={
        sums ? (
          <>
            <span><b>{sums.deals}</b> {t("list.rows")}</span>
            <span title={yuan(sums.outstanding_minor)}>{t("list.outstanding")} <b>{shortYuan(sums.outstanding_minor, i18n.language)}</b></span>
          </>
        ) : null
      }
      grid={{ columns, pages, keyOf: (row) => row.id, open: (row) => void navigate({ to: "/deals/$id", params: { id: row.id }, search: { tab: "fulfilment" } as never }), card: (row) => <DealLine deal={row} />, empty: t("list.noDelivery") }}
    />
  );
}
