/** Customers that may be the same as one: those that resemble it, or those that a name finds. */
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Account } from "@/features/accounts/model";
import { Button } from "@/light/Button";
import { read } from "@/lib/api";
import css from "./merges.module.css";

export function Candidates({ kept, choose }: { kept: Account; choose: (id: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const alike = useQuery({ queryKey: ["duplicates", kept.id], queryFn: ({ signal }) => read("/duplicates", { query: { name: kept.name, uscc: kept.uscc ?? undefined, except: kept.id }, signal }) });
  const named = useQuery({ queryKey: ["accounts", "named", q], queryFn: ({ signal }) => read("/accounts", { query: { q, limit: 10 }, signal }), enabled: q.length > 1 });
  const found = q.length > 1 ? (named.data?.items ?? []).map((one) => ({ id: one.id, name: (one as unknown as Account).name })) : (alike.data ?? []).filter((one) => one.account).map((one) => ({ id: one.account as string, name: one.name }));
  const shown = found.filter((one) => one.id !== kept.id);
  return (
    <div className={css.find}>
      <input className="field" aria-label={t("merge.find")} placeholder={t("merge.find")} value={typed} onChange={(event) => setTyped(event.target.value)} />
      <p className="sm mut">{shown.length ? t("merge.candidates") : t("merge.noCandidates")}</p>
      <ul>
        {shown.map((one) => (
          <li key={one.id}>
            {one.name} <Button small onClick={() => choose(one.id)}>{t("merge.choose")}</Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
