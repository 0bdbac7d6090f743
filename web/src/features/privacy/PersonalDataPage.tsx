/** Personal data of people outside: requests about it, what the night will erase, contacts that say no basis. */
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Beside, PageHead, Rows } from "@/light/Page";
import { Paged } from "@/light/Paged";
import { Empty, Failure } from "@/light/states";
import { Tag } from "@/light/Tag";
import { read } from "@/lib/api";
import { nameOf } from "@/lib/names";
import { usePages } from "@/lib/pages";
import { holds, useSession } from "@/lib/session";
import { Case } from "./Case";
import { OpenRequest } from "./OpenRequest";
import { expiringQuery, type Request } from "./privacy";

const TONE = { open: "amber", done: "green", refused: "plain" } as const;

export default function PersonalDataPage() {
  const { t } = useTranslation();
  const { id } = useSearch({ strict: false }) as { id?: string };
  const [opening, setOpening] = useState(false);
  const keeps = holds(useSession(), "sales_ops");
  return (
    <>
      <PageHead title={t("privacy.title")} note={t("privacy.note")}>
        {keeps ? <Button look="primary" icon="plus" onClick={() => setOpening(true)}>{t("privacy.open")}</Button> : null}
      </PageHead>
      {opening ? <OpenRequest close={() => setOpening(false)} /> : null}
      <Beside beside={null}>
        {id ? <Case key={id} id={id} /> : null}
        <Requests />
        <Expiring />
        <Ungrounded />
      </Beside>
    </>
  );
}

function Requests() {
  const { t } = useTranslation();
  const pages = usePages(["subject-requests"], (cursor, signal) => read("/subject-requests", { query: { limit: 50, cursor }, signal }));
  return (
    <Card title={t("privacy.requests")}>
      <Paged pages={pages} none={<Empty>{t("privacy.none")}</Empty>}>
        {(rows) => (
          <Rows label={t("privacy.requests")} heads={[t("privacy.kind"), t("privacy.person"), t("privacy.received"), t("privacy.due"), t("privacy.state")]}>
            {(rows as unknown as Request[]).map((one) => (
              <tr key={one.id}>
                <td><Link to="/personal-data" search={{ id: one.id }}>{t(`privacy.kinds.${one.kind}`)}</Link></td>
                <td>{one.name || "—"}</td>
                <td>{one.received_on}</td>
                <td>{one.due_on}</td>
                <td><Tag tone={TONE[one.state]}>{t(`privacy.states.${one.state}`)}</Tag></td>
              </tr>
            ))}
          </Rows>
        )}
      </Paged>
    </Card>
  );
}

function Expiring() {
  const { t } = useTranslation();
  const over = useQuery(expiringQuery);
  if (over.error) return <Failure error={over.error} />;
  const { accounts = [], imports = [] } = over.data ?? {};
  return (
    <Card title={t("privacy.expiring")}>
      {over.data && !accounts.length && !imports.length ? <Empty>{t("privacy.nothingExpires")}</Empty> : null}
      {accounts.length || imports.length ? (
        <Rows label={t("privacy.expiring")} heads={[t("privacy.what"), t("privacy.whose")]}>
          {accounts.map((one) => (
            <tr key={one.id}><td>{t("privacy.peopleOf")}</td><td><Link to="/accounts/$id" params={{ id: one.id }}>{nameOf(one)}</Link></td></tr>
          ))}
          {imports.map((one) => (
            <tr key={one.id}><td>{t("privacy.fileOf")}</td><td>{nameOf(one)}</td></tr>
          ))}
        </Rows>
      ) : null}
    </Card>
  );
}

function Ungrounded() {
  const { t } = useTranslation();
  const pages = usePages(["contacts", "ungrounded"], (cursor, signal) => read("/personal-data/ungrounded", { query: { limit: 50, cursor }, signal }));
  return (
    <Card title={t("privacy.ungrounded")}>
      <Paged pages={pages} none={<Empty>{t("privacy.allGrounded")}</Empty>}>
        {(rows) => (
          <Rows label={t("privacy.ungrounded")} heads={[t("privacy.person"), t("privacy.customer")]}>
            {rows.map((one) => (
              <tr key={one.id}><td>{one.name}</td><td><Link to="/accounts/$id" params={{ id: one.account.id }}>{nameOf(one.account)}</Link></td></tr>
            ))}
          </Rows>
        )}
      </Paged>
    </Card>
  );
}
