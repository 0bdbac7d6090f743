/** Changes a customer; where somebody changed it meanwhile, both texts stand side by side. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { RegionInput } from "@/form/RegionInput";
import { Dialog } from "@/light/Dialog";
import { Failure } from "@/light/states";
import { problemOf } from "@/lib/problem";
import { processQuery } from "@/lib/process";
import { type Account, type AccountFields, accountQuery, changes, optionsOf, save } from "./model";
import { Compare } from "./Compare";
import css from "./account.module.css";

const FIELDS = ["name", "uscc", "nature", "size_class", "industry", "region"] as const;

export function EditAccount({ account, close }: { account: Account; close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: process } = useQuery(processQuery);
  const [base, setBase] = useState(account);
  const [typed, setTyped] = useState<AccountFields>(account);
  const [theirs, setTheirs] = useState<Account>();
  const put = (key: keyof AccountFields, value: string) => setTyped((before) => ({ ...before, [key]: value }));
  const keep = useMutation({
    mutationFn: () => save(base.id, base.version, changes(base, typed)),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["accounts"] });
      close();
    },
    onError: async (error) => {
      if (problemOf(error).status === 409) setTheirs(await client.fetchQuery({ ...accountQuery(base.id), staleTime: 0 }));
    },
  });
  const words: Record<(typeof FIELDS)[number], string> = { name: t("account.name"), uscc: t("account.uscc"), nature: t("account.nature"), size_class: t("account.size"), industry: t("account.industry"), region: t("account.region") };
  const choices = { nature: optionsOf(process, "customer_nature"), size_class: optionsOf(process, "size_class") };
  const send = (event: FormEvent) => {
    event.preventDefault();
    keep.mutate();
  };
  if (theirs) {
    const rows = FIELDS.filter((key) => (theirs[key] ?? "") !== (typed[key] ?? "")).map((key) => ({ name: words[key], mine: typed[key] ?? "", theirs: theirs[key] ?? "" }));
    return <Compare rows={rows} close={close} take={() => { setTyped(theirs); setBase(theirs); setTheirs(undefined); keep.reset(); }} insist={() => { setBase(theirs); setTheirs(undefined); keep.reset(); }} />;
  }
  return (
    <Dialog guarded title={t("account.edit")} close={close}>
      <form className={css.form} onSubmit={send}>
        {FIELDS.map((key) => (
          <label key={key}>
            {words[key]}
            {key === "nature" || key === "size_class" ? (
              <select className="field" value={typed[key] ?? ""} onChange={(event) => put(key, event.target.value)}>
                <option value="">—</option>
                {choices[key].map((one) => (
                  <option key={one.value} value={one.value}>{one.label}</option>
                ))}
              </select>
            ) : key === "region" ? (
              <RegionInput value={typed.region ?? ""} onChange={(next) => put(key, next)} />
            ) : (
              <input className="field" value={typed[key] ?? ""} onChange={(event) => put(key, event.target.value)} />
            )}
          </label>
        ))}
        {keep.error ? <Failure error={keep.error} /> : null}
        <span>
          <Button type="submit" look="primary" busy={keep.isPending} disabled={!changes(base, typed).length}>{t("act.save")}</Button>
        </span>
      </form>
    </Dialog>
  );
}
