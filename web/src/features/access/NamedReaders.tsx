/** Who sees a customer by name, and for how long; named by its owner or whoever stands above him. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { accountQuery } from "@/features/accounts/model";
import { type Act, ActDialog } from "@/features/settings/ActDialog";
import { Button } from "@/light/Button";
import { nameOf } from "@/lib/names";
import { rowsQuery } from "@/lib/reference";

export function NamedReaders({ account, mayName }: { account: string; mayName: boolean }) {
  const { t } = useTranslation();
  const [act, setAct] = useState<Act>();
  const { data } = useQuery(accountQuery(account));
  const { data: people = [] } = useQuery(rowsQuery("/users"));
  const named = data?.named ?? [];
  if (!mayName && !named.length) return null;
  const path = `/accounts/${account}`;
  const name = (id: string) => nameOf(people.find((one) => one.id === id));
  const add = () => setAct({ path, type: "name_account_reader", version: data?.version, title: t("access.name"), note: t("access.nameNote"), fields: [{ key: "person", word: t("access.person"), options: people.filter((one) => one.active !== false).map((one) => ({ key: one.id, word: nameOf(one) })) }, { key: "from", word: t("access.from"), kind: "date", optional: true }, { key: "until", word: t("access.until"), kind: "date", optional: true }] });
  const drop = (person: string) => setAct({ path, type: "unname_account_reader", version: data?.version, title: t("access.unname"), note: name(person), body: () => ({ person }) });
  return (
    <>
      <h3>{t("access.named")}</h3>
      {named.length ? (
        <ul>
          {named.map((one) => (
            <li key={one.person}>
              {name(one.person)} <small className="mut">{one.until ? `${one.from} – ${one.until}` : t("access.since", { day: one.from })}</small>{" "}
              {mayName ? <Button small look="text" onClick={() => drop(one.person)}>{t("access.unname")}</Button> : null}
            </li>
          ))}
        </ul>
      ) : (
        <p className="sm mut">{t("access.nobody")}</p>
      )}
      {mayName ? <Button small icon="plus" onClick={add}>{t("access.name")}</Button> : null}
      {act ? <ActDialog act={act} close={() => setAct(undefined)} /> : null}
    </>
  );
}
