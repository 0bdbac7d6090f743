import type { ReactNode } from "react";
import { Icon } from "./Icon";
import type { IconName } from "./icons";

/** red: overdue, refused, below a limit. amber: due today, missing. green: done. Colour never stands alone: the words say it. */
export type Tone = "plain" | "red" | "amber" | "green" | "blue" | "violet";

const CLASS: Record<Tone, string> = { plain: "", red: " r", amber: " a", green: " g", blue: " p", violet: " v" };

/** A short fact beside a title. */
export function Tag({ tone = "plain", icon, title, children }: { tone?: Tone; icon?: IconName; title?: string; children: ReactNode }) {
  return (
    <span className={`tag${CLASS[tone]}`} title={title}>
      {icon ? <Icon name={icon} size={12} /> : null}
      {children}
    </span>
  );
}
