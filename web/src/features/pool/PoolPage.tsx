/** 公海: leads and customers that nobody owns, and taking one. Whether one may is the server's word, line by line. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { placeOf } from "@/features/accounts/model";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Chips, PageHead, Rows } from "@/light/Page";
import { Paged } from "@/light/Paged";
import { Empty, Failure } from "@/light/states";
import { Tag } from "@/light/Tag";
import { give, read, type Schemas } from "@/lib/api";
import { day } from "@/lib/due";
import { nameOf } from "@/lib/names";
import { usePages } from "@/lib/pages";

type Line = Schemas["PoolLine"];

export default function PoolPage() {
  const { t } = useTranslation();
  const search = useSearch({ strict: false }) as { part?: string };
  const navigate = useNavigate();
  const accounts = search.part === "accounts";
  const pages = usePages(["pool", accounts], (cursor, signal) => read("/pool", { query: { accounts, limit: 50, cursor }, signal }));
  return (
    <>
      <PageHead title={t("pool.title")} note={t("pool.note")}>
        <Chips label={t("pool.part")} chips={[{ key: "leads", word: t("pool.leads") }, { key: "accounts", word: t("pool.accounts") }]} chosen={accounts ? "accounts" : "leads"} choose={(key) => void navigate({ to: ".", search: { part: key === "accounts" ? key : undefined }, replace: true })} />
      </PageHead>
      <Card label={t("pool.title")}>
        <Paged pages={pages} none={<Empty>{t("pool.none")}</Empty>}>
          {(lines) => (
            <Rows stacked label={t("pool.title")} heads={[t("pool.name"), t("pool.where"), t("pool.grade"), t("pool.department"), t("pool.lastContact"), ""]}>
              {lines.map((line) => (
                <Row key={line.id} line={line} accounts={accounts} />
              ))}
            </Rows>
          )}
        </Paged>
      </Card>
    </>
  );
}

function Row({ line, accounts }: { line: Line; accounts: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const claim = useMutation({
    mutationFn: () => (accounts ? give(`/accounts/${line.id}/commands`, { type: "claim_account" }, { version: line.version }) : give(`/deals/${line.id}/commands`, { type: "claim_lead" }, { version: line.version })),
    onSuccess: async () => {
      await client.invalidateQueries();
      void navigate(accounts ? { to: "/accounts/$id", params: { id: line.id } } : { to: "/deals/$id", params: { id: line.id } });
    },
  });
  return (
    <tr>
      <td>
        <b>{line.name}</b>
      </td>
      <td>{[line.industry, placeOf(line.region)].filter((word) => word && word !== "—").join(" · ") || "—"}</td>
      <td>{line.grade ? <Tag>{line.grade}</Tag> : "—"}</td>
      <td>{nameOf(line.department)}</td>
      <td>{line.last_contact ? day(line.last_contact) : t("pool.never")}</td>
      <td>
        {line.may_claim ? <Button small busy={claim.isPending} onClick={() => claim.mutate()}>{t("pool.claim")}</Button> : <span className="sm mut">{line.problem?.detail ?? line.problem?.title}</span>}
        {claim.error ? <Failure error={claim.error} /> : null}
      </td>
    </tr>
  );
}
