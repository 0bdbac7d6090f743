/** Whose the lead becomes, where there is a choice: his own, the pool's, or one of his people's. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { nameOf } from "@/lib/names";
import { useSession } from "@/lib/session";
import { registrationQuery } from "./model";
import css from "./lead.module.css";

interface Props {
  owner: string;
  choose: (owner: string) => void;
}

export function Whose({ owner, choose }: Props) {
  const { t } = useTranslation();
  const me = useSession()?.person.id;
  const { data } = useQuery(registrationQuery);
  const others = (data?.owners ?? []).filter((one) => one.id !== me);
  if (!data?.unnamed || (!others.length && data.unnamed === "oneself")) return null;
  return (
    <label className={css.whose}>
      <span className="sm">{t("lead.owner")}</span>
      <select className="field" value={owner} onChange={(event) => choose(event.target.value)}>
        <option value="">{t(`lead.unnamed.${data.unnamed as "pool"}`)}</option>
        {others.map((one) => <option key={one.id} value={one.id}>{nameOf(one)}</option>)}
      </select>
    </label>
  );
}

/** From when the 48 hours count. */
export function Clock({ owner }: { owner: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(registrationQuery);
  return <span className="sm mut">{!owner && data?.unnamed === "pool" ? t("lead.clockOfPool") : t("lead.clock")}</span>;
}
