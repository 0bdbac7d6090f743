/** The people of a decision chain as a list beside the map: what a reader of the map cannot point at. */
import { useTranslation } from "react-i18next";
import { Tag } from "@/light/Tag";
import { day } from "@/lib/due";
import { attitudeSign } from "./ChainMap";
import type { ChainPerson } from "./layout";
import css from "./list.module.css";

export function ChainList({ people, open }: { people: ChainPerson[]; open?: (id: string) => void }) {
  const { t } = useTranslation();
  return (
    <div className={css.scroll}>
      <table className={css.list}>
        <thead>
          <tr>
            <th scope="col">{t("chain.person")}</th>
            <th scope="col">{t("chain.role")}</th>
            <th scope="col">{t("chain.attitude")}</th>
            <th scope="col">{t("chain.influenceHead")}</th>
            <th scope="col">{t("chain.concern")}</th>
            <th scope="col">{t("chain.contact")}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id}>
              <th scope="row">
                {open ? (
                  <button type="button" onClick={() => open(person.id)}>
                    {person.name}
                  </button>
                ) : (
                  person.name
                )}
                <small>{person.title}</small>
              </th>
              <td>{person.roles.join("、")}</td>
              <td>
                {attitudeSign(person.attitude)} {t(person.attitude > 0 ? "chain.supports" : person.attitude < 0 ? "chain.opposes" : "chain.neutral")} {person.attitude > 0 ? `+${person.attitude}` : person.attitude || ""}
              </td>
              <td>{person.influence} / 5</td>
              <td className={css.concern}>{person.concern ?? "—"}</td>
              <td>{person.uncovered ? <Tag tone="amber">{person.planned ? t("chain.plannedOn", { date: day(person.planned) }) : t("chain.notYet")}</Tag> : person.lastContact ? day(person.lastContact) : (person.relation ?? "—")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
