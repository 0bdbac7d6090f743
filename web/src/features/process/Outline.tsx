/** The definition as lists, for phones, for keyboards, and for those who read from top to bottom. */
import { useTranslation } from "react-i18next";
import { Card } from "@/light/Card";
import { Rows } from "@/light/Page";
import { Tag } from "@/light/Tag";
import { label } from "@/lib/i18n";
import type { Process } from "@/lib/process";
import { byCode, columnsOf, documentsOf, idOf } from "./model";
import { PartLink } from "./Rule";
import { documentName, partWords, partyWord, roleName, spanWord, triggerWord } from "./words";
import css from "./process.module.css";

interface Props {
  process: Process;
  chosen?: string;
  open: (id: string) => void;
}

/** Stage by stage, everything that belongs to it. */
export function Outline({ process, chosen, open }: Props) {
  const { t } = useTranslation();
  return (
    <>
      {columnsOf(process).map((column) => {
        const stage = process.stages.find((one) => one.stage === column.stage);
        return (
          <Card key={column.stage ?? "through"} title={stage ? partWords(t, process, { kind: "stage", key: stage.stage }).name : t("rule.through")} beside={stage?.norm_working_days ? <Tag>{`${t("rule.norm")} ${spanWord(t, { working_days: stage.norm_working_days })}`}</Tag> : null}>
            {stage ? <p className={css.goal}>{label(stage.goal)}</p> : null}
            <ul className={css.outline}>
              {column.parts
                .filter((part) => part.kind !== "stage")
                .map((part) => {
                  const words = partWords(t, process, part);
                  return (
                    <li key={idOf(part)}>
                      <button type="button" aria-pressed={idOf(part) === chosen} onClick={() => open(idOf(part))}>
                        <Tag tone={part.kind === "gate" ? "amber" : part.kind === "document" ? "blue" : part.kind === "chain" ? "violet" : "green"}>{t(`rule.kind.${part.kind}`)}</Tag>
                        <span>{part.kind === "document" ? documentName(process, part.key) : words.name}</span>
                        <small>{words.note}</small>
                      </button>
                    </li>
                  );
                })}
            </ul>
          </Card>
        );
      })}
    </>
  );
}

/** All forms of the standard. */
export function Forms({ process, chosen, open }: Props) {
  const { t } = useTranslation();
  return (
    <Card>
      <Rows label={t("rule.view.documents")} heads={[t("rule.name"), t("rule.kind.stage"), t("rule.fields"), t("rule.fillers"), t("rule.chain")]}>
        {process.stages.flatMap((stage) => documentsOf(process, stage.stage)).map((kind) => {
          const form = process.documents[kind];
          const id = `document:${kind}`;
          return form ? (
            <tr key={kind} className={id === chosen ? css.chosen : undefined}>
              <td>
                <PartLink process={process} part={{ kind: "document", key: kind }} open={open} /> {form.form_no ? <Tag tone="blue">{t("rule.formNo", { no: form.form_no })}</Tag> : null}
              </td>
              <td>{label(process.stages.find((one) => one.stage === form.stage)?.name)}</td>
              <td>{partWords(t, process, { kind: "document", key: kind }).note.split(" · ").pop()}</td>
              <td>{form.fillers.length ? form.fillers.map((one) => partyWord(t, process, one)).join(" · ") : t("rule.filledBySystem")}</td>
              <td>{form.chain ? <PartLink process={process} part={{ kind: "chain", key: form.chain }} open={open} /> : <span className="mut">—</span>}</td>
            </tr>
          ) : null;
        })}
      </Rows>
    </Card>
  );
}

/** All clocks. */
export function Clocks({ process, chosen, open }: Props) {
  const { t } = useTranslation();
  return (
    <Card>
      <Rows label={t("rule.view.clocks")} heads={[t("rule.name"), t("rule.due"), t("rule.debtor"), t("rule.starts"), t("rule.clause")]}>
        {byCode(Object.keys(process.clocks)).map((key) => {
          const clock = process.clocks[key];
          return clock ? (
            <tr key={key} className={`clock:${key}` === chosen ? css.chosen : undefined}>
              <td>
                <PartLink process={process} part={{ kind: "clock", key }} open={open} />
              </td>
              <td>{spanWord(t, clock.due)}</td>
              <td>{partyWord(t, process, clock.debtor)}</td>
              <td>{triggerWord(t, process, clock.starts)}</td>
              <td className="mut">{clock.clause || "—"}</td>
            </tr>
          ) : null;
        })}
      </Rows>
    </Card>
  );
}

/** All chains of approvals. */
export function Chains({ process, chosen, open }: Props) {
  const { t } = useTranslation();
  return (
    <Card>
      <Rows label={t("rule.view.chains")} heads={[t("rule.name"), t("rule.steps")]}>
        {byCode(Object.keys(process.chains)).map((key) => (
          <tr key={key} className={`chain:${key}` === chosen ? css.chosen : undefined}>
            <td>
              <PartLink process={process} part={{ kind: "chain", key }} open={open} />
            </td>
            <td>
              {process.chains[key]?.steps.map((step, place) => (
                <span key={place} className={css.hop}>
                  {roleName(process, step.role)} <small className="mut">{spanWord(t, { working_days: step.working_days })}</small>
                </span>
              ))}
            </td>
          </tr>
        ))}
      </Rows>
    </Card>
  );
}

/** All roles. */
export function Roles({ process, chosen, open }: Props) {
  const { t } = useTranslation();
  return (
    <Card>
      <Rows label={t("rule.view.roles")} heads={[t("rule.name"), t("rule.scope"), { word: t("rule.rank"), right: true }]}>
        {process.roles.map((role) => (
          <tr key={role.key} className={`role:${role.key}` === chosen ? css.chosen : undefined}>
            <td>
              <PartLink process={process} part={{ kind: "role", key: role.key }} open={open} /> {role.business === false ? <Tag>{t("rule.nonBusiness")}</Tag> : null}
            </td>
            <td>{t(`rule.scopes.${(role.scope ?? "own") as "own"}`)}</td>
            <td style={{ textAlign: "right" }}>{role.rank}</td>
          </tr>
        ))}
      </Rows>
    </Card>
  );
}
