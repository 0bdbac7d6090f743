/** How the installation is: what the running server knows of itself. */
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "@/light/Card";
import { Facts } from "@/light/Page";
import { Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { read, type Schemas } from "@/lib/api";
import { elapsed, fullMoment, moment } from "@/lib/due";
import css from "./settings.module.css";

type View = Schemas["HealthView"];

export function Health() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({ queryKey: ["health"], queryFn: ({ signal }) => read("/health", { signal }), refetchInterval: 60_000 });
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting />;
  return (
    <>
      <Card title={t("health.title")} beside={<Tag tone="green" icon="ok">{t("health.running")}</Tag>}>
        <Facts
          rows={[
            [t("health.release"), data.release],
            [t("health.engine"), `${data.engine === "sqlite" ? "SQLite" : "PostgreSQL"} · ${t("health.schema", { version: data.schema_version })}`],
            [t("health.clock"), `${moment(data.now)} · ${data.zone}`],
            [t("health.process"), t("rule.version", { version: data.process_version })],
            [t("health.calendar"), data.provisional_years.length ? <Tag tone="amber" icon="warn">{t("health.provisional", { years: data.provisional_years.join(t("setting.joint")) })}</Tag> : t("health.calendarKnown")],
            [t("health.nightly"), data.nightly_done ?? <Tag tone="amber">{t("health.never")}</Tag>],
            [t("health.certificate"), data.certificate ? <Certificate of={data.certificate} /> : t("health.way")],
            ...authority(data.certificate?.authority, t("health.authority")),
          ]}
        />
      </Card>
      <Channels channels={data.channels} />
      <Card title={t("health.backup")}>
        <div className={css.text}>
          {data.engine === "sqlite" ? <p>{data.last_backup ? t("health.lastBackup", { at: fullMoment(data.last_backup), ago: elapsed(data.last_backup) }) : <Tag tone="amber" icon="warn">{t("health.noBackup")}</Tag>}</p> : <p>{t("health.postgresBackup")}</p>}
          <p className="mut">{t("health.backupNote")}</p>
          <p>
            <code>tongguan backup</code>
          </p>
        </div>
      </Card>
      <Card title={t("health.licence")}>
        <p className={css.text}>{t("health.licenceNote")}</p>
      </Card>
    </>
  );
}

/** The fingerprint of a self-made authority, to compare before it is installed. */
function authority(fingerprint: string | null | undefined, name: string): [string, ReactNode][] {
  return fingerprint ? [[name, <code key="authority">{fingerprint}</code>]] : [];
}

function Certificate({ of }: { of: NonNullable<View["certificate"]> }) {
  const { t } = useTranslation();
  const day = of.ends_at ? fullMoment(of.ends_at) : "";
  return (
    <>
      {t(of.is_given ? "health.certificateGiven" : "health.certificateOwn", { day })}{" "}
      {of.findings.map((one) => (
        <Tag key={one.code} tone={one.is_fault ? "red" : "amber"} icon="warn">
          {t(`health.finding.${one.code as "ended"}`)}
        </Tag>
      ))}
    </>
  );
}

function Channels({ channels }: { channels: View["channels"] }) {
  const { t } = useTranslation();
  return (
    <Card title={t("health.channels")}>
      <ul className={css.changes}>
        {channels.map((one) => (
          <li key={one.channel}>
            <p>
              <b>{t(`health.channel.${one.channel as "mail"}`)}</b> {one.is_open ? <Tag tone="green">{t("health.open")}</Tag> : <Tag>{t("health.closed")}</Tag>} {one.given_up.length ? <Tag tone="red">{t("health.givenUp", { count: one.given_up.length })}</Tag> : null}
            </p>
            <p className="sm mut">{t("health.waiting", { count: one.waiting })}</p>
            {one.given_up.slice(0, 3).map((fault) => (
              <p key={fault.at} className="sm mut">
                {moment(fault.at)} {fault.last_error}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </Card>
  );
}
