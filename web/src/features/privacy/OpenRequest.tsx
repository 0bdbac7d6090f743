/** Takes down what a person asks: which kind, who, how he is reached, and how we know that it is he. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Dialog } from "@/light/Dialog";
import { Failure } from "@/light/states";
import { give } from "@/lib/api";
import { civilDay } from "@/lib/zone";
import { KINDS, waysOf } from "./privacy";
import css from "./privacy.module.css";

export function OpenRequest({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [typed, setTyped] = useState({ kind: "inspect", name: "", reach: "", verified: "", received_on: civilDay() });
  const put = (key: keyof typeof typed) => (event: { target: { value: string } }) => setTyped({ ...typed, [key]: event.target.value });
  const open = useMutation({
    mutationFn: () => give("/subject-requests/commands", { ...typed, type: "open_subject_request", reach: waysOf(typed.reach) }),
    onSuccess: async ({ data }) => {
      await client.invalidateQueries({ queryKey: ["subject-requests"] });
      close();
      await navigate({ to: "/personal-data", search: { id: data.id } });
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    open.mutate();
  };
  return (
    <Dialog guarded title={t("privacy.open")} close={close}>
      <form className={css.form} onSubmit={send}>
        <label>
          {t("privacy.kind")}
          <select className="field" value={typed.kind} onChange={put("kind")}>
            {KINDS.map((kind) => <option key={kind} value={kind}>{t(`privacy.kinds.${kind}`)}</option>)}
          </select>
        </label>
        <label>{t("privacy.person")}<input className="field" required minLength={2} maxLength={60} value={typed.name} onChange={put("name")} /></label>
        <label>{t("privacy.reach")}<input className="field" maxLength={400} value={typed.reach} onChange={put("reach")} /></label>
        <label>{t("privacy.verified")}<input className="field" required minLength={2} maxLength={500} value={typed.verified} onChange={put("verified")} /></label>
        <label>{t("privacy.received")}<input className="field" type="date" required value={typed.received_on} onChange={put("received_on")} /></label>
        {open.error ? <Failure error={open.error} /> : null}
        <Button type="submit" look="primary" busy={open.isPending}>{t("act.save")}</Button>
      </form>
    </Dialog>
  );
}
