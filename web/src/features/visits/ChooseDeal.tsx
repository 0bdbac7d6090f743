/** For which deal a visit is planned. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/light/Dialog";
import { Empty, Failure, Waiting } from "@/light/states";
import { read } from "@/lib/api";
import { useRested } from "@/lib/judge";
import { nameOf } from "@/lib/names";
import css from "./visits.module.css";

export function ChooseDeal({ close, choose }: { close: () => void; choose: (id: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const q = useRested(typed.trim(), 250);
  const deals = useQuery({ queryKey: ["deals", "choose", q], queryFn: ({ signal }) => read("/deals", { query: { standing: "open", q: q || undefined, limit: 20 }, signal }), placeholderData: (before) => before });
  return (
    <Dialog title={t("visit.chooseDeal")} close={close}>
      <input className="field" aria-label={t("list.text")} placeholder={t("list.text")} value={typed} onChange={(event) => setTyped(event.target.value)} />
      {deals.error ? <Failure error={deals.error} /> : null}
      {deals.isPending ? <Waiting rows={4} /> : null}
      {deals.data && !deals.data.items.length ? <Empty>{t("search.none", { typed: q })}</Empty> : null}
      <ul className={css.choices}>
        {deals.data?.items.map((deal) => (
          <li key={deal.id}>
            <button type="button" onClick={() => choose(deal.id)}>
              <b>{nameOf(deal.account)}</b>
              <small>
                {deal.number} · {deal.stage_name}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
