/** What can be done about an approval beside deciding it: remind, recall, send a copy. Offered as the server allows. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { newKey } from "@/lib/http";
import { type Affordance, type ApprovalView, command, type DealView } from "@/features/deal/model";
import { Refused } from "@/features/command/WayOut";
import { PersonPicker } from "@/features/people/PersonPicker";
import css from "./approvals.module.css";

export function SubmitterActs({ deal, approval, offers }: { deal: DealView; approval: ApprovalView; offers: Affordance[] }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [copying, setCopying] = useState(false);
  const [done, setDone] = useState<string>();
  const key = useRef(newKey());
  const allowed = (name: string) => offers.some((one) => one.command === name && one.approval === approval.id && one.is_allowed);
  const give = useMutation({
    mutationFn: (body: Record<string, unknown>) => command(deal.id, body, { key: key.current }),
    onSuccess: (_, body) => {
      setDone(String(body.type));
      setCopying(false);
      return client.invalidateQueries();
    },
    onSettled: () => {
      key.current = newKey();
    },
  });
  if (!["withdraw_approval", "urge_approval", "copy_approval"].some(allowed) && !done) return null;
  return (
    <div className={css.aside}>
      <div className={css.acts}>
        {allowed("urge_approval") ? <Button small busy={give.isPending} onClick={() => give.mutate({ type: "urge_approval", approval: approval.id })}>{t("approval.urge")}</Button> : null}
        {allowed("withdraw_approval") ? <Button small look="danger" busy={give.isPending} onClick={() => give.mutate({ type: "withdraw_approval", approval: approval.id })}>{t("approval.withdraw")}</Button> : null}
        {allowed("copy_approval") ? <Button small look="text" aria-expanded={copying} onClick={() => setCopying(!copying)}>{t("approval.copy")}</Button> : null}
        {done ? <span className="sm mut" role="status">{t(`approval.did.${done as "urge_approval"}`)}</span> : null}
      </div>
      {copying ? <PersonPicker label={t("approval.copyWhom")} choose={(person) => give.mutate({ type: "copy_approval", approval: approval.id, to: [person.id] })} /> : null}
      {give.error ? <Refused error={give.error} deal={deal} /> : null}
    </div>
  );
}
