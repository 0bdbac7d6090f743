/** Everything that could be done on a deal: what is allowed first, what is refused with its reason. */
import { useTranslation } from "react-i18next";
import type { Affordance } from "@/features/deal/model";
import { Button } from "@/light/Button";
import css from "./command.module.css";

export function Chooser({ affordances, choose }: { affordances: Affordance[]; choose: (command: string) => void }) {
  const { t } = useTranslation();
  // A mail is written where its paper is.
  const acts = affordances.filter((one) => !one.kind && !one.approval && one.command !== "mail_copy");
  const allowed = acts.filter((one) => one.is_allowed);
  const refused = acts.filter((one) => !one.is_allowed);
  return (
    <>
      <div className={css.acts}>
        {allowed.map((one) => (
          <Button key={one.command} onClick={() => choose(one.command)}>
            {one.name}
          </Button>
        ))}
      </div>
      {refused.length ? (
        <details className={css.refused}>
          <summary>{t("command.refused", { count: refused.length })}</summary>
          <dl>
            {refused.map((one) => (
              <div key={one.command}>
                <dt>{one.name}</dt>
                <dd>{one.refusal?.text}</dd>
              </div>
            ))}
          </dl>
        </details>
      ) : null}
    </>
  );
}
