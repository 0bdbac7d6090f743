/** Changes the password; what the server says against it stands beside it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Failure } from "@/light/states";
import { Passed } from "@/light/Passed";
import { ask } from "@/lib/http";
import css from "./me.module.css";

export function Password() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [typed, setTyped] = useState({ current: "", next: "", again: "" });
  const [differs, setDiffers] = useState(false);
  const change = useMutation({
    mutationFn: () => ask("/session/password", { method: "PUT", body: { current: typed.current, next: typed.next } }),
    onSuccess: () => {
      setTyped({ current: "", next: "", again: "" });
      return client.invalidateQueries();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setDiffers(typed.next !== typed.again);
    if (typed.next === typed.again) change.mutate();
  };
  const field = (key: keyof typeof typed, word: string, fills: string) => (
    <label className={css.field}>
      <span>{word}</span>
      <input className="field" type="password" required autoComplete={fills} value={typed[key]} onChange={(event) => setTyped({ ...typed, [key]: event.target.value })} />
    </label>
  );
  return (
    <Card title={t("me.password")}>
      <form className={css.form} onSubmit={submit}>
        {field("current", t("me.current"), "current-password")}
        {field("next", t("me.next"), "new-password")}
        {field("again", t("me.again"), "new-password")}
        {differs ? <p className={css.bad} role="alert">{t("me.differs")}</p> : null}
        {change.error ? <Failure error={change.error} /> : null}
        {change.isSuccess ? <Passed>{t("me.changed")}</Passed> : null}
        <Button type="submit" look="primary" busy={change.isPending}>{t("me.change")}</Button>
      </form>
    </Card>
  );
}
