/** 公海: leads and customers that nobody owns, pool by pool, and taking one. Whether one may is the server's word, line by line. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { placeOf } from "@/features/accounts/model";
import { useMaySet } from "@/features/settings/duties";
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
import { AssignDialog, ExplainDialog } from "./PoolDialogs";

type Line = Schemas["PoolLine"];
type Pool = Schemas["PoolView"];

export default function PoolPage() {
  const { t } = useTranslation();
  const search = useSearch({ strict: false }) as { part?: string; pool?: string };
  const navigate = useNavigate();
  const maySet = useMaySet()("pools");
  const accounts = search.part === "accounts";
  const { data: pools = [] } = useQuery({ queryKey: ["pools"], queryFn: ({ signal }) => read("/pools", { signal }) });
  const pages = usePages(["pool", accounts, search.pool ?? ""], (cursor, signal) => read("/pool", { query: { accounts, pool: search.pool, limit: 50, cursor }, signal }));
  const go = (change: { part?: string; pool?: string }) => void navigate({ to: ".", search: { part: search.part, pool: search.pool, ...change }, replace: true });
  const word = (pool: Pool) => pool.name ?? t("pool.own");
  const count = (pool: Pool) => (accounts ? pool.accounts : pool.leads);
  const isMany = pools.length > 1;
  return (
    <>
      <PageHead title={t("pool.title")} note={t("pool.note")}>
        {maySet ? <Link to="/settings/pools">{t("pool.set.title")}</Link> : null}
        <Chips label={t("pool.part")} chips={[{ key: "leads", word: t("pool.leads") }, { key: "accounts", word: t("pool.accounts") }]} chosen={accounts ? "accounts" : "leads"} choose={(key) => go({ part: key === "accounts" ? key : undefined })} />
      </PageHead>
      {isMany ? (
        <div style={{ marginBottom: 12 }}>
          <Chips label={t("pool.which")} chips={[{ key: "", word: t("pool.all") }, ...pools.map((pool) => ({ key: pool.key, word: word(pool), count: count(pool) }))]} chosen={search.pool ?? ""} choose={(key) => go({ pool: key || undefined })} />
        </div>
      ) : null}
      <Card label={t("pool.title")}>
        <Paged pages={pages} none={<Empty>{t("pool.none")}</Empty>}>
          {(lines) => (
            <Rows stacked label={t("pool.title")} heads={[t("pool.name"), t("pool.where"), t("pool.grade"), t("pool.department"), t("pool.lastContact"), ""]}>
              {lines.map((line) => (
                <Row key={line.id} line={line} accounts={accounts} pool={isMany ? pools.find((one) => one.key === line.pool) : undefined} />
              ))}
            </Rows>
          )}
        </Paged>
      </Card>
    </>
  );
}

function Row({ line, accounts, pool }: { line: Line; accounts: boolean; pool?: Pool }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [open, show] = useState<"explain" | "assign">();
  const opened = () => void navigate(accounts ? { to: "/accounts/$id", params: { id: line.id } } : { to: "/deals/$id", params: { id: line.id } });
  const claim = useMutation({
    mutationFn: (justification?: string) => give(`${accounts ? "/accounts" : "/deals"}/${line.id}/commands`, { type: accounts ? "claim_account" : "claim_lead", ...(justification ? { justification } : {}) }, { version: line.version }),
    onSuccess: async () => {
      await client.invalidateQueries();
      opened();
    },
  });
  const isSimilar = line.problem?.code === "duplicate_unexplained";
  return (
    <tr>
      <td>
        <b>{line.name}</b> {pool ? <Tag>{pool.name ?? t("pool.own")}</Tag> : null}
      </td>
      <td>{[line.industry, placeOf(line.region)].filter((word) => word && word !== "—").join(" · ") || "—"}</td>
      <td>{line.grade ? <Tag>{line.grade}</Tag> : "—"}</td>
      <td>{nameOf(line.department)}</td>
      <td>{line.last_contact ? day(line.last_contact) : t("pool.never")}{line.recall_rule ? <span className="sm mut"> · {t(`pool.by.${line.recall_rule as "no_deal"}`)}</span> : null}</td>
      <td>
        {line.may_claim ? <Button small busy={claim.isPending} onClick={() => claim.mutate(undefined)}>{t("pool.claim")}</Button> : null}
        {isSimilar ? <Button small onClick={() => show("explain")}>{t("pool.explain")}</Button> : null}
        {line.may_claim || isSimilar ? null : <span className="sm mut">{line.problem?.detail ?? line.problem?.title}</span>}
        {pool?.may_assign ? <Button small look="text" onClick={() => show("assign")}>{t("pool.assign")}</Button> : null}
        {claim.error && open !== "explain" ? <Failure error={claim.error} /> : null}
        {open === "explain" ? <ExplainDialog name={line.name ?? ""} busy={claim.isPending} error={claim.error} claim={(text) => claim.mutate(text)} close={() => show(undefined)} /> : null}
        {open === "assign" ? <AssignDialog line={line} accounts={accounts} close={() => show(undefined)} /> : null}
      </td>
    </tr>
  );
}
