/** Asks a person to show again who he is, before an act that the server does not do otherwise: by password or by a code. */
import { useState, type FormEvent } from "react";
import { createRoot } from "react-dom/client";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Dialog } from "@/light/Dialog";
import { Failure } from "@/light/states";
import { ask } from "@/lib/http";
import { restOfWords } from "@/lib/i18n";
import { Segments } from "@/light/Segments";

/** Opens the dialog above the page; true once the session is confirmed, false where he gave it up. */
export async function confirm(why: string): Promise<boolean> {
  await restOfWords();
  const place = document.body.appendChild(document.createElement("div"));
  const root = createRoot(place);
  return new Promise((resolve) => {
    const end = (done: boolean) => {
      root.unmount();
      place.remove();
      resolve(done);
    };
    root.render(<ConfirmDialog why={why} end={end} />);
  });
}

export function ConfirmDialog({ why, end }: { why: string; end: (done: boolean) => void }) {
  const { t } = useTranslation();
  const [by, setBy] = useState<"password" | "code">("password");
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await ask("/session/confirm", { method: "POST", body: { [by]: typed } });
      end(true);
    } catch (fault) {
      setError(fault);
      setTyped("");
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title={t("signin.confirm")} close={() => end(false)}>
      <form onSubmit={(event) => void submit(event)} style={{ display: "grid", gap: 12 }}>
        <p className="mut">{why}</p>
        <Segments large label={t("signin.confirmBy")} options={[{ key: "password", name: t("signin.password") }, { key: "code", name: t("signin.code") }]} value={by} onChange={setBy} />
        <label>
          {t(`signin.${by}`)}
          <input key={by} className="field" required type={by === "password" ? "password" : "text"} autoComplete={by === "password" ? "current-password" : "one-time-code"} value={typed} onChange={(event) => setTyped(event.target.value)} />
        </label>
        {error ? <Failure error={error} /> : null}
        <span style={{ display: "flex", gap: 8 }}>
          <Button type="submit" look="primary" busy={busy}>{t("signin.confirmGo")}</Button>
          <Button onClick={() => end(false)}>{t("act.cancel")}</Button>
        </span>
      </form>
    </Dialog>
  );
}
