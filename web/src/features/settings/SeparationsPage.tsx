/** Duties that nobody has together, how each is held, whom it stops now; and whether one person alone gets to a signed contract. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Card } from "@/light/Card";
import { PageHead, Rows } from "@/light/Page";
import { Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { read, type Schemas } from "@/lib/api";
import { SettingsNav } from "./SettingsNav";
import css from "./settings.module.css";

type Separations = Schemas["SeparationsView"];
type Duty = Schemas["SeparatedDuty"];

export default function SeparationsPage() {
  const { t } = useTranslation();
  const { data, error } = useQuery({ queryKey: ["reference", "separations"], queryFn: ({ signal }) => read("/separations", { signal }) });
  return (
    <>
      <SettingsNav />
      <PageHead title={t("settings.page.separations")} note={t("separation.note")} />
      {error ? <Failure error={error} /> : null}
      {!data && !error ? <Waiting rows={8} /> : null}
      {data ? (
        <>
          {data.lacks_security_admin ? <p className={css.alarm} role="alert">{t("separation.lacksSecurity")}</p> : null}
          <Question data={data} />
          <div style={{ height: 14 }} />
          <Pairs data={data} />
        </>
      ) : null}
    </>
  );
}

function Question({ data }: { data: Separations }) {
  const { t } = useTranslation();
  return (
    <Card title={t("separation.question")} actions={<Tag tone={data.is_possible_alone ? "red" : "green"}>{t(data.is_possible_alone ? "separation.alone" : "separation.notAlone", { count: data.people_needed })}</Tag>}>
      {data.proof.length ? (
        <Rows label={t("separation.proof")} heads={[t("separation.gate"), t("separation.condition"), t("separation.decides")]}>
          {data.proof.map((hand) => (
            <tr key={`${hand.gate}.${hand.condition}`}>
              <td>{hand.gate}</td>
              <td>{hand.condition}</td>
              <td>{hand.roles.join(" → ")}</td>
            </tr>
          ))}
        </Rows>
      ) : null}
      <p className={css.text}>{t(data.stops.length ? "separation.stops" : "separation.noStops", { count: data.stops.length })}</p>
      {data.stops.length ? (
        <Rows label={t("separation.stopped")} heads={[t("separation.owner"), t("organization.department"), t("separation.condition"), t("separation.nobody")]}>
          {data.stops.map((stop) => (
            <tr key={`${stop.owner.id}${stop.department.id}${stop.gate}${stop.condition}`}>
              <td>{stop.owner.name}</td>
              <td>{stop.department.name}</td>
              <td>{stop.condition}</td>
              <td>{stop.role}</td>
            </tr>
          ))}
        </Rows>
      ) : null}
    </Card>
  );
}

function Pairs({ data }: { data: Separations }) {
  const { t } = useTranslation();
  return (
    <Card title={t("separation.pairs")}>
      <Rows label={t("separation.pairs")} heads={[t("rule.name"), t("separation.one"), t("separation.other"), t("separation.held"), t("separation.both")]}>
        {data.pairs.map((pair) => (
          <tr key={pair.key}>
            <td>{pair.name}</td>
            <td><Does duty={pair.one} /></td>
            <td><Does duty={pair.other} /></td>
            <td className="mut">{t(`separation.how.${pair.held as "by_role"}`)}</td>
            <td>{pair.both.length ? pair.both.map((one) => one.name).join(t("setting.joint")) : <span className="mut">{t("separation.none")}</span>}</td>
          </tr>
        ))}
      </Rows>
    </Card>
  );
}

function Does({ duty }: { duty: Duty }) {
  const { t } = useTranslation();
  return (
    <>
      {duty.roles.join(t("setting.joint"))}
      <p className="sm mut">{duty.does.join(t("setting.joint"))}</p>
    </>
  );
}
