/** Who is away when, and who stands in; everybody says so for himself. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Rows } from "@/light/Page";
import { Empty, Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { nameOf } from "@/lib/names";
import { useSession } from "@/lib/session";
import type { Organization } from "./OrganizationPage";
import { type Absence, absencesQuery } from "./organization";
import css from "./settings.module.css";

const KINDS = ["leave", "trip", "other"] as const;

export function Absences({ organization: { people, act, may } }: { organization: Organization }) {
  const { t } = useTranslation();
  const session = useSession();
  const { data, error } = useQuery(absencesQuery);
  const choices = people.filter((one) => one.active).map((one) => ({ key: one.id, word: nameOf(one) }));
  const own = session?.person.id;
  const away = may("record_absence") ? choices : choices.filter((one) => one.key === own);
  const record = () => act({ path: "/absences", type: "record_absence", title: t("organization.absence.record"), note: t("organization.absence.recordNote"), fields: [{ key: "person", word: t("organization.absence.person"), options: away, value: own }, { key: "kind", word: t("organization.absence.kind"), options: KINDS.map((key) => ({ key, word: t(`organization.absence.kinds.${key}`) })), value: "leave" }, { key: "from", word: t("organization.absence.from"), kind: "date" }, { key: "until", word: t("organization.absence.until"), kind: "date" }, { key: "stands_in", word: t("organization.absence.standsIn"), options: choices, optional: true }, { key: "note", word: t("organization.absence.remark"), optional: true }] });
  const shown = (data ?? []).filter((one) => !one.cancelled);
  return (
    <Card title={t("organization.tab.absences")} actions={<Button small icon="plus" onClick={record}>{t("organization.absence.record")}</Button>}>
      {error ? <Failure error={error} /> : null}
      {!data && !error ? <Waiting /> : null}
      {data && !shown.length ? <Empty>{t("organization.absence.none")}</Empty> : null}
      {shown.length ? (
        <Rows label={t("organization.tab.absences")} heads={[t("organization.absence.person"), t("organization.absence.kind"), t("organization.absence.days"), t("organization.absence.standsIn"), t("organization.absence.remark"), ""]}>
          {shown.map((one) => (
            <Line key={one.id} one={one} name={(id) => nameOf(people.find((person) => person.id === id))} end={may("end_absence") || one.person === own ? () => act({ path: `/absences/${one.id}`, type: "end_absence", version: one.version, title: t("organization.absence.end"), note: t("organization.absence.endNote") }) : undefined} />
          ))}
        </Rows>
      ) : null}
    </Card>
  );
}

function Line({ one, name, end }: { one: Absence; name: (id: string) => string; end?: () => void }) {
  const { t } = useTranslation();
  const isOver = isPast(one.ends_at);
  const isNow = !isOver && isPast(one.starts_at);
  return (
    <tr>
      <td>{name(one.person)}</td>
      <td>{t(`organization.absence.kinds.${one.kind}`)}</td>
      <td className={css.nowrap}>
        {one.from} – {one.until} {isNow ? <Tag tone="amber">{t("organization.absence.now")}</Tag> : null}{isOver ? <Tag>{t("organization.over")}</Tag> : null}
      </td>
      <td>{one.stands_in ? name(one.stands_in) : "—"}</td>
      <td>{one.note}</td>
      <td className={css.end}>{!isOver && end ? <Button small look="text" onClick={end}>{t("organization.absence.end")}</Button> : null}</td>
    </tr>
  );
}

function isPast(at: string): boolean {
  return Date.parse(at) <= Date.now();
}
