/** The session ended while somebody worked: he signs in above the page, and all that he typed is still there. */
import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Dialog } from "@/light/Dialog";
import { Failure } from "@/light/states";
import { ask } from "@/lib/http";
import { problemOf } from "@/lib/problem";
import type { Session } from "@/lib/session";

export default function SignInAgain({ session, done }: { session: Session; done: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [typed, setTyped] = useState({ login: "", password: "", code: "" });
  const [error, setError] = useState<unknown>();
  const [needsCode, setNeedsCode] = useState(false);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const { data } = await ask<{ person: string }>("/session", { method: "POST", body: { ...typed, code: typed.code || undefined } });
      // Somebody else at this device must not see the other's pages.
      if (data.person !== session.person.id) return location.assign("/");
      await client.invalidateQueries();
      window.dispatchEvent(new Event("tongguan:signed-in"));
      done();
    } catch (fault) {
      setError(fault);
      setNeedsCode((before) => before || problemOf(fault).code === "second_factor_required");
    } finally {
      setBusy(false);
    }
  };
  const leave = () => location.assign(`/?next=${encodeURIComponent(location.pathname + location.search)}`);
  return (
    <Dialog title={t("signin.title")} close={done}>
      <form onSubmit={(event) => void submit(event)} style={{ display: "grid", gap: 12 }}>
        <p className="mut">{t("signin.why")}</p>
        <label>
          {t("signin.login")}
          <input className="field" required autoComplete="username" value={typed.login} onChange={(event) => setTyped({ ...typed, login: event.target.value })} />
        </label>
        <label>
          {t("signin.password")}
          <input className="field" type="password" required autoComplete="current-password" value={typed.password} onChange={(event) => setTyped({ ...typed, password: event.target.value })} />
        </label>
        {needsCode ? (
          <label>
            {t("signin.code")}
            <input className="field" required autoComplete="one-time-code" value={typed.code} onChange={(event) => setTyped({ ...typed, code: event.target.value })} />
          </label>
        ) : null}
        {error ? <Failure error={error} /> : null}
        <span style={{ display: "flex", gap: 8 }}>
          <Button type="submit" look="primary" busy={busy}>{t("signin.go")}</Button>
          <Button onClick={leave}>{t("signin.leave")}</Button>
        </span>
      </form>
    </Dialog>
  );
}
