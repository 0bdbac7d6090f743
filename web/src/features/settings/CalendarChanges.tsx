/** Changes of the calendar that were proposed: each needs a second person. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Empty } from "@/light/states";
import { Tag } from "@/light/Tag";
import { type Page, read, type Row } from "@/lib/api";
import { nameOf } from "@/lib/names";
import { rowsQuery } from "@/lib/reference";
import { useSession } from "@/lib/session";
import type { Act } from "./ActDialog";
import { EffectOfProposal } from "./CalendarEffect";
import { useMay } from "./duties";
import css from "./settings.module.css";

type Change = Row<{ proposal: { year?: { file: string }; days?: { date: string; name: string; working: boolean }[] }; proposed_by: string | null; confirmed_at: string | null; withdrawn: boolean }>;

export function Changes({ act }: { act: (act: Act) => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const session = useSession();
  const { data: people = [] } = useQuery(rowsQuery("/users"));
  const { data = [] } = useQuery({ queryKey: ["reference", "/calendars"], queryFn: async ({ signal }) => ((await read("/calendars", { query: { limit: 100 }, signal })) as unknown as Page<Change>).items });
  const does = (change: Change, type: "confirm_calendar_change" | "withdraw_calendar_change", word: "confirm" | "withdraw") =>
    may(type) && !(type === "confirm_calendar_change" && change.proposed_by === session?.person.id) ? <Button small onClick={() => act({ path: `/calendars/${change.id}`, type, version: change.version, title: t(`calendar.${word}`), note: word === "confirm" ? t("calendar.confirmNote") : undefined, foresee: word === "confirm" ? () => <EffectOfProposal id={change.id} /> : undefined })}>{t(`calendar.${word}`)}</Button> : null;
  return (
    <Card title={t("calendar.changes")}>
      {data.length ? (
        <ul className={css.changes}>
          {data.map((change) => (
            <li key={change.id}>
              <p>{change.proposal.days ? change.proposal.days.map((day) => `${day.date} ${day.name} ${t(day.working ? "calendar.kind.company_work" : "calendar.kind.company_off")}`).join(t("setting.joint")) : t("calendar.yearFile")}</p>
              <p className="sm mut">
                {t("calendar.by", { name: nameOf(people.find((one) => one.id === change.proposed_by)) })}{" "}
                {change.withdrawn ? <Tag>{t("calendar.withdrawn")}</Tag> : change.confirmed_at ? <Tag tone="green" icon="ok">{t("calendar.confirmed")}</Tag> : <Tag tone="amber">{t("calendar.waits")}</Tag>}
              </p>
              {!change.withdrawn && !change.confirmed_at ? (
                <p className={css.acts}>
                  {does(change, "confirm_calendar_change", "confirm")} {does(change, "withdraw_calendar_change", "withdraw")}
                </p>
              ) : null}
            </li>
          ))}
        </ul>
      ) : (
        <Empty>{t("calendar.noChanges")}</Empty>
      )}
    </Card>
  );
}
