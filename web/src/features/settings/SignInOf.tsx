/** How somebody signs in, for those who answer for it: where he is signed in, a first password, a lost second factor. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Dialog } from "@/light/Dialog";
import { Passed } from "@/light/Passed";
import { Empty, Failure, Waiting } from "@/light/states";
import { read, type Schemas } from "@/lib/api";
import { moment } from "@/lib/due";
import { ask } from "@/lib/http";
import { holds, useSession } from "@/lib/session";
import css from "./settings.module.css";

export function SignInOf({ id, name, close }: { id: string; name: string; close: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const client = useQueryClient();
  const fresh = () => client.invalidateQueries({ queryKey: ["sessions-of", id] });
  const { data, error } = useQuery({ queryKey: ["sessions-of", id], queryFn: ({ signal }) => read("/users/{id}/sessions", { path: { id }, signal }) });
  const end = useMutation({ mutationFn: (one: string) => ask(`/users/${id}/sessions${one}`, { method: "DELETE" }), onSuccess: fresh });
  const give = useMutation({ mutationFn: () => ask<Schemas["FirstPassword"]>(`/users/${id}/password`, { method: "POST", body: {} }), onSuccess: fresh });
  const reset = useMutation({ mutationFn: () => ask(`/users/${id}/second-factor`, { method: "DELETE" }), onSuccess: fresh });
  const fault = error ?? end.error ?? give.error ?? reset.error;
  return (
    <Dialog title={t("signinof.title", { name })} close={close} foot={<Button onClick={close}>{t("act.close")}</Button>}>
      <div className={css.form}>
        {fault ? <Failure error={fault} /> : null}
        {!data && !error ? <Waiting /> : null}
        {data?.length === 0 ? <Empty>{t("signinof.none")}</Empty> : null}
        {data?.map((one) => (
          <p key={one.id}>
            {t("me.since", { at: moment(one.created_at) })} · {one.address ?? "—"}
            <small className="mut" title={one.agent ?? undefined}> {t("me.seen", { at: moment(one.seen_at) })} </small>
            <Button small look="danger" busy={end.isPending} onClick={() => end.mutate(`/${one.id}`)}>{t("me.end")}</Button>
          </p>
        ))}
        <p style={{ display: "flex", gap: 8 }}>
        {data && data.length > 1 ? <Button small look="danger" busy={end.isPending} onClick={() => end.mutate("")}>{t("signinof.endAll")}</Button> : null}
        {holds(session, "sys_admin") ? <Button small busy={give.isPending} onClick={() => give.mutate()}>{t("signinof.give")}</Button> : null}
        {holds(session, "security_admin") ? <Button small busy={reset.isPending} onClick={() => reset.mutate()}>{t("signinof.reset")}</Button> : null}
        </p>
        {give.data ? (
          <p role="status">
            {t("signinof.given")} <code data-testid="password">{give.data.data.password}</code>
          </p>
        ) : null}
        {reset.isSuccess ? <Passed>{t("signinof.resetDone")}</Passed> : null}
      </div>
    </Dialog>
  );
}
