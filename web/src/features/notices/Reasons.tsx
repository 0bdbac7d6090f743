/** Why one is told things: shown alone by a click, muted where the rules allow it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Failure } from "@/light/states";
import { mute, type Reason } from "./model";
import css from "./notices.module.css";

export function Reasons({ reasons, shown, show }: { reasons: Reason[]; shown?: string; show: (reason?: string) => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const set = useMutation({ mutationFn: mute, onSuccess: () => client.invalidateQueries({ queryKey: ["notices", "reasons"] }) });
  const turn = (reason: Reason) => {
    const others = reasons.filter((one) => one.is_muted && one.key !== reason.key).map((one) => one.key);
    set.mutate(reason.is_muted ? others : [...others, reason.key]);
  };
  return (
    <Card title={t("notices.reasons")} className={css.reasons}>
      {set.error ? <Failure error={set.error} /> : null}
      <ul>
        {reasons.map((reason) => (
          <li key={reason.key}>
            <button type="button" aria-pressed={shown === reason.key} onClick={() => show(shown === reason.key ? undefined : reason.key)}>
              <span>{reason.title}</span>
              {reason.unread ? <b>{reason.unread}</b> : null}
            </button>
            {reason.can_be_muted ? (
              <Button small look="text" busy={set.isPending} aria-pressed={reason.is_muted} aria-label={t(reason.is_muted ? "notices.unmute" : "notices.mute", { title: reason.title })} onClick={() => turn(reason)}>
                {t(reason.is_muted ? "notices.muted" : "notices.muteShort")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <p className={`sm mut ${css.note}`}>{t("notices.cannotMute")}</p>
    </Card>
  );
}
