/** What is done in a stage, in order, and by which roles. */
import { useTranslation } from "react-i18next";
import { label } from "@/lib/i18n";
import type { Process } from "@/lib/process";

export function StageActs({ process, actions }: { process: Process; actions: Process["stages"][number]["actions"] }) {
  const { i18n } = useTranslation();
  const role = (key: string) => label(process.roles.find((one) => one.key === key)?.name) || key;
  return (
    <ol>
      {actions.map((action, number) => (
        <li key={action.name.zh}>
          <i>{number + 1}</i>
          <span>
            {label(action.name)}
            <small>{action.roles.map(role).join(i18n.language.startsWith("zh") ? "、" : ", ")}</small>
          </span>
        </li>
      ))}
    </ol>
  );
}
