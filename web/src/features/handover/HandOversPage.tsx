/** Hand-overs: one in the making with its preview, those that were done, or one of them with its signatures. */
import { Link, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "@/features/settings/duties";
import { Card } from "@/light/Card";
import { PageHead, Rows } from "@/light/Page";
import { Paged } from "@/light/Paged";
import { Empty } from "@/light/states";
import { Tag } from "@/light/Tag";
import { read } from "@/lib/api";
import { moment } from "@/lib/due";
import { nameOf, namesOf } from "@/lib/names";
import { usePages } from "@/lib/pages";
import { Counts } from "./Items";
import { Make } from "./Make";
import { One } from "./One";

export default function HandOversPage() {
  const { t } = useTranslation();
  const { id, from } = useSearch({ strict: false }) as { id?: string; from?: string };
  const may = useMay();
  if (id) return <One key={id} id={id} />;
  return (
    <>
      <PageHead title={t("handover.title")} note={t("handover.note")} />
      {may("hand_over") ? <Make key={from} from={from} /> : null}
      <Before />
    </>
  );
}

function Before() {
  const { t } = useTranslation();
  const pages = usePages(["hand-overs", "list"], (cursor, signal) => read("/hand-overs", { query: { limit: 50, cursor }, signal }));
  return (
    <Card title={t("handover.before")}>
      <Paged pages={pages} none={<Empty>{t("handover.none")}</Empty>}>
        {(lines) => (
          <Rows stacked label={t("handover.before")} heads={[t("handover.from"), t("handover.at"), t("handover.by"), t("handover.receiver"), t("handover.things"), t("handover.state")]}>
            {lines.map((one) => (
              <tr key={one.id}>
                <td>
                  <Link to="/hand-overs" search={{ id: one.id }}>{nameOf(one.from)}</Link>
                </td>
                <td>{moment(one.made_at)}</td>
                <td>{nameOf(one.made_by)}</td>
                <td>{namesOf(one.receivers)}</td>
                <td><Counts counts={one.counts} /></td>
                <td>{one.signed ? <Tag tone="green">{t("handover.signed")}</Tag> : <Tag tone={one.may_sign ? "amber" : "plain"}>{t("handover.unsigned")}</Tag>}</td>
              </tr>
            ))}
          </Rows>
        )}
      </Paged>
    </Card>
  );
}
