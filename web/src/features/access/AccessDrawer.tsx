/** Who sees a deal or a customer, and why; or why somebody does not: the server's rule in words. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/features/settings/duties";
import { Dialog } from "@/light/Dialog";
import { Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { read, type Schemas } from "@/lib/api";
import { byName, nameOf } from "@/lib/names";
import { useSession } from "@/lib/session";
import { NamedReaders } from "./NamedReaders";
import css from "./access.module.css";

type View = Schemas["AccessView"];

export default function AccessDrawer({ deal, account, close }: { deal?: string; account?: string; close: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const may = useMay();
  const [person, setPerson] = useState(session?.person.id ?? "");
  const { data, error } = useQuery({
    queryKey: ["access", deal ?? account, person],
    queryFn: ({ signal }): Promise<View> => (deal ? read("/deals/{id}/access", { path: { id: deal }, query: { person }, signal }) : read("/accounts/{id}/access", { path: { id: account as string }, query: { person }, signal })),
  });
  const [choices, keep] = useState<View["askable"]>([]);
  if (data && !choices.length) keep([...data.askable].sort(byName));
  return (
    <Dialog drawer title={t("access.title")} close={close}>
      {choices.length > 1 ? <label className={css.ask}>
        {t("access.who")}
        <select className="field" value={person} onChange={(event) => setPerson(event.target.value)}>
          {choices.map((one) => (
            <option key={one.id} value={one.id}>{nameOf(one)}</option>
          ))}
        </select>
      </label> : null}
      {error ? <Failure error={error} /> : null}
      {!data && !error ? <Waiting rows={4} /> : null}
      {data ? <Why view={data} /> : null}
      {account && data ? <div className={css.why}><NamedReaders account={account} mayName={may("name_account_reader") || data.readers.length > 0} /></div> : null}
    </Dialog>
  );
}

function Why({ view }: { view: View }) {
  const { t } = useTranslation();
  return (
    <div className={css.why}>
      <p>
        <b>{nameOf(view.person)}</b> <Tag tone={view.sees ? "green" : "amber"}>{t(view.sees ? "access.sees" : "access.seesNot")}</Tag>
      </p>
      <ul>
        {view.because.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      {view.hidden.length ? (
        <>
          <h3>{t("access.hidden")}</h3>
          <ul>
            {view.hidden.map((one) => (
              <li key={`${one.document}${one.fields.join()}`}>
                {one.document} {one.fields.join(t("setting.joint"))} <small className="mut">{t("access.only", { roles: one.roles.join(t("setting.joint")) })}</small>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {view.readers.length ? (
        <>
          <h3>{t("access.readers", { count: view.readers.length })}</h3>
          <ul>
            {[...view.readers].sort((a, b) => byName(a.person, b.person)).map((one) => (
              <li key={one.person.id}>
                {nameOf(one.person)} <small className="mut">{one.because}</small>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}
