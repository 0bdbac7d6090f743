/** API keys of programs: who speaks for whom, until when, used when; made once, shown once, revoked at once. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Dialog } from "@/light/Dialog";
import { Rows } from "@/light/Page";
import { Empty, Failure } from "@/light/states";
import { Tag } from "@/light/Tag";
import { read, type Schemas } from "@/lib/api";
import { moment } from "@/lib/due";
import { ask } from "@/lib/http";
import { nameOf } from "@/lib/names";
import { rowsQuery } from "@/lib/reference";
import { holds, useSession } from "@/lib/session";
import { instantAt } from "@/lib/zone";
import css from "./settings.module.css";

type Key = Schemas["KeyView"];
type Scope = Key["scopes"][number];

const SCOPES: Scope[] = ["read", "deals", "customers", "catalogue", "receipts", "imports", "exports"];

export function ApiKeys() {
  const { t } = useTranslation();
  const session = useSession();
  const client = useQueryClient();
  const [making, setMaking] = useState(false);
  const { data, error } = useQuery({ queryKey: ["api-keys"], queryFn: ({ signal }) => read("/api-keys", { signal }) });
  const revoke = useMutation({ mutationFn: (id: string) => ask(`/api-keys/${id}`, { method: "DELETE" }), onSuccess: () => client.invalidateQueries({ queryKey: ["api-keys"] }) });
  const revokes = holds(session, "sys_admin", "security_admin");
  return (
    <Card title={t("apikey.title")} actions={holds(session, "sys_admin") ? <Button small icon="plus" onClick={() => setMaking(true)}>{t("apikey.make")}</Button> : null}>
      {error ? <Failure error={error} /> : null}
      {revoke.error ? <Failure error={revoke.error} /> : null}
      {data?.length ? (
        <Rows label={t("apikey.title")} heads={[t("apikey.name"), t("apikey.person"), t("apikey.scopes"), t("apikey.until"), t("apikey.used"), ""]}>
          {data.map((key) => (
            <tr key={key.id}>
              <td>
                {key.name} <code className="sm mut">{key.hint}…</code>
              </td>
              <td className={css.nowrap}>{nameOf(key.person)}</td>
              <td>{key.scopes.map((scope) => t(`apikey.scope.${scope}`)).join(" · ")}</td>
              <td className={css.nowrap}>{key.is_active ? moment(key.ends_at) : <Tag>{t(key.revoked_at ? "apikey.revoked" : "apikey.over")}</Tag>}</td>
              <td className={css.nowrap}>{key.used_at ? `${moment(key.used_at)} ${key.used_from ?? ""}` : "—"}</td>
              <td className={css.end}>{revokes && key.is_active ? <Button small look="danger" busy={revoke.isPending} onClick={() => revoke.mutate(key.id)}>{t("apikey.revoke")}</Button> : null}</td>
            </tr>
          ))}
        </Rows>
      ) : (
        <Empty>{t("apikey.none")}</Empty>
      )}
      {making ? <Make close={() => setMaking(false)} /> : null}
    </Card>
  );
}

function Make({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: people = [] } = useQuery(rowsQuery("/users"));
  const [typed, setTyped] = useState({ name: "", person: "", until: "" });
  const [scopes, setScopes] = useState<Scope[]>(["read"]);
  const make = useMutation({
    mutationFn: () => ask<Schemas["MadeKey"]>("/api-keys", { method: "POST", body: { name: typed.name, person: typed.person, scopes, ends_at: instantAt(`${typed.until}T23:59`) } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["api-keys"] }),
  });
  const made = make.data?.data;
  const missing = !typed.name.trim() || !typed.person || !typed.until || !scopes.length;
  const flip = (scope: Scope) => setScopes((before) => (before.includes(scope) ? before.filter((one) => one !== scope) : [...before, scope]));
  return (
    <Dialog guarded title={t("apikey.make")} close={close} foot={made ? <Button look="primary" onClick={close}>{t("apikey.kept")}</Button> : <><Button look="primary" busy={make.isPending} disabled={missing} onClick={() => make.mutate()}>{t("apikey.make")}</Button><Button onClick={close}>{t("act.cancel")}</Button></>}>
      {made ? (
        <div className={css.form}>
          <p role="status">{t("apikey.once")}</p>
          <p>
            <code data-testid="secret">{made.secret}</code>
          </p>
        </div>
      ) : (
        <form className={css.form} onSubmit={(event) => (event.preventDefault(), missing || make.mutate())}>
          <p className="mut">{t("apikey.note")}</p>
          <label className={css.label}>
            <span>{t("apikey.name")}</span>
            <input className="field" maxLength={80} value={typed.name} onChange={(event) => setTyped({ ...typed, name: event.target.value })} />
          </label>
          <label className={css.label}>
            <span>{t("apikey.person")}</span>
            <select className="field" value={typed.person} onChange={(event) => setTyped({ ...typed, person: event.target.value })}>
              <option value="">{t("apikey.choose")}</option>
              {people.map((one) => (
                <option key={one.id} value={one.id}>{nameOf(one)}</option>
              ))}
            </select>
          </label>
          <fieldset>
            <legend>{t("apikey.scopes")}</legend>
            {SCOPES.map((scope) => (
              <label key={scope}>
                <input type="checkbox" checked={scopes.includes(scope)} onChange={() => flip(scope)} /> {t(`apikey.scope.${scope}`)}
              </label>
            ))}
          </fieldset>
          <label className={css.label}>
            <span>{t("apikey.until")}</span>
            <input type="date" className="field" value={typed.until} onChange={(event) => setTyped({ ...typed, until: event.target.value })} />
          </label>
          {make.error ? <Failure error={make.error} /> : null}
        </form>
      )}
    </Dialog>
  );
}
