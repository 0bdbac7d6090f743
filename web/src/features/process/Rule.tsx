/** The rule of one part, to be read: what it asks, of whom, until when, on what ground. */
import { useTranslation } from "react-i18next";
import { IconButton } from "@/light/Button";
import { Tag } from "@/light/Tag";
import { label } from "@/lib/i18n";
import type { Process } from "@/lib/process";
import { DocumentRule } from "./DocumentRule";
import { idOf, type Part, partsOfRole } from "./model";
import { commandName, documentName, partWords, partyWord, roleName, spanWord, triggerWord } from "./words";
import css from "./process.module.css";

export interface Shown {
  process: Process;
  part: Part;
  open: (id: string) => void;
}

export function Rule({ close, ...shown }: Shown & { close?: () => void }) {
  const { t } = useTranslation();
  const { process, part } = shown;
  const Body = { stage: StageRule, gate: GateRule, document: DocumentRule, chain: ChainRule, clock: ClockRule, role: RoleRule }[part.kind];
  return (
    <article className={`card ${css.rule}`} aria-label={partWords(t, process, part).name}>
      <header>
        <div>
          <small className="mut">{t(`rule.kind.${part.kind}`)}</small>
          <h2>{partWords(t, process, part).name}</h2>
        </div>
        <span className="sp" />
        {close ? <IconButton icon="close" label={t("rule.close")} onClick={close} /> : null}
      </header>
      <Body {...shown} />
    </article>
  );
}

/** A part by name, opened by click. */
export function PartLink({ process, part, open }: Shown) {
  const { t } = useTranslation();
  return (
    <button type="button" className={css.link} onClick={() => open(idOf(part))}>
      {part.kind === "document" ? documentName(process, part.key) : partWords(t, process, part).name}
    </button>
  );
}

function StageRule({ process, part, open }: Shown) {
  const { t } = useTranslation();
  const stage = process.stages.find((one) => one.stage === part.key);
  if (!stage) return null;
  return (
    <div className={css.text}>
      <p>{label(stage.goal)}</p>
      <h3>{t("rule.actions")}</h3>
      <ol>
        {stage.actions.map((action) => (
          <li key={action.name.zh}>
            {label(action.name)} <small className="mut">{action.roles.map((role) => roleName(process, role)).join(" · ")}</small>
          </li>
        ))}
      </ol>
      <h3>{t("rule.outputs")}</h3>
      <ul>
        {stage.outputs.map((kind) => (
          <li key={kind}>
            <PartLink process={process} part={{ kind: "document", key: kind }} open={open} />
          </li>
        ))}
      </ul>
      <h3>{t("rule.exit")}</h3>
      {stage.gate ? <PartLink process={process} part={{ kind: "gate", key: stage.gate }} open={open} /> : <p className="mut">{t("rule.noExit")}</p>}
    </div>
  );
}

function GateRule({ process, part, open }: Shown) {
  const { t } = useTranslation();
  const gate = process.gates[part.key];
  return (
    <div className={css.text}>
      <p className="mut">{t("rule.ifMissing")}</p>
      <ol className={css.conditions}>
        {gate?.conditions.map((condition) => (
          <li key={condition.key}>
            <p>{label(condition.missing)}</p>
            <p className="sm mut">
              {condition.link.document ? (
                <PartLink process={process} part={{ kind: "document", key: condition.link.document }} open={open} />
              ) : condition.link.command ? (
                t("rule.doneBy", { what: commandName(t, condition.link.command) })
              ) : null}{" "}
              {condition.exceptable ? <Tag tone="amber">{t("rule.exceptable")}</Tag> : <Tag>{t("rule.notExceptable")}</Tag>}{" "}
              {condition.chain ? t("rule.needsChain", { chain: condition.chain }) : null}
            </p>
          </li>
        ))}
      </ol>
    </div>
  );
}

function ChainRule({ process, part, open }: Shown) {
  const { t } = useTranslation();
  const chain = process.chains[part.key];
  const users = Object.keys(process.documents).filter((kind) => process.documents[kind]?.chain === part.key);
  const modes: Record<string, string> = { any: t("rule.modeAny"), all: t("rule.modeAll"), in_turn: t("rule.modeInTurn") };
  return (
    <div className={css.text}>
      <ol className={css.steps}>
        {chain?.steps.map((step, place) => (
          <li key={place}>
            <b>{roleName(process, step.role)}</b> <span className="mut">{spanWord(t, { working_days: step.working_days })}</span>
            <p className="sm mut">
              {t("rule.step", { no: place + 1 })} · {modes[step.mode ?? "any"] ?? step.mode}
              {step.signature ? ` · ${t("rule.signature")}` : ""}
              {step.only_if_authority_needed ? ` · ${t("rule.onlyAbove")}` : ""}
            </p>
          </li>
        ))}
      </ol>
      <p className="mut">{chain?.envelope ? t("rule.envelope") : t("rule.noEnvelope")}</p>
      {users.length ? <h3>{t("rule.usedBy")}</h3> : null}
      <ul>
        {users.map((kind) => (
          <li key={kind}>
            <PartLink process={process} part={{ kind: "document", key: kind }} open={open} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function ClockRule({ process, part }: Shown) {
  const { t } = useTranslation();
  const clock = process.clocks[part.key];
  if (!clock) return null;
  const triggers = (all: typeof clock.met_by) => all.map((one) => triggerWord(t, process, one)).join(" · ") || t("rule.neverCancelled");
  const kinds: Record<string, string> = { reminder: t("rule.reminder"), escalation: t("rule.escalation"), recycle: t("rule.recycle") };
  const rows: [string, string][] = [
    [t("rule.due"), spanWord(t, clock.due)],
    [t("rule.debtor"), partyWord(t, process, clock.debtor)],
    [t("rule.starts"), triggerWord(t, process, clock.starts)],
    [t("rule.met"), triggers(clock.met_by)],
    [t("rule.restarts"), triggers(clock.restarted_by)],
    [t("rule.cancelled"), triggers(clock.cancelled_by)],
    [t("rule.clause"), clock.clause || t("rule.noClause")],
  ];
  return (
    <div className={css.text}>
      <dl className={css.pairs}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h3>{t("rule.alarms")}</h3>
      <ol className={css.steps}>
        {clock.alarms.map((alarm, place) => (
          <li key={place}>
            <b>{spanWord(t, alarm.at)}</b> <Tag tone={alarm.kind === "reminder" ? "plain" : "amber"}>{kinds[alarm.kind] ?? alarm.kind}</Tag>
            <p className="sm mut">
              {t("rule.to")} {alarm.to.map((one) => partyWord(t, process, one)).join(" · ")}
            </p>
          </li>
        ))}
      </ol>
    </div>
  );
}

function RoleRule({ process, part, open }: Shown) {
  const { t } = useTranslation();
  const role = process.roles.find((one) => one.key === part.key);
  const acts = Object.keys(process.acts).filter((act) => process.acts[act]?.by.some((one) => typeof one !== "string" && ("role" in one ? one.role : one.anywhere) === part.key));
  return (
    <div className={css.text}>
      <dl className={css.pairs}>
        <div>
          <dt>{t("rule.scope")}</dt>
          <dd>{t(`rule.scopes.${(role?.scope ?? "own") as "own"}`)}</dd>
        </div>
        <div>
          <dt>{t("rule.rank")}</dt>
          <dd>{role?.rank ?? 0}</dd>
        </div>
      </dl>
      <p className="mut">{role?.business === false ? t("rule.nonBusiness") : t("rule.business")}</p>
      <h3>{t("rule.takesPart")}</h3>
      <ul>
        {partsOfRole(process, part.key).map((one) => (
          <li key={idOf(one)}>
            <small className="mut">{t(`rule.kind.${one.kind}`)}</small> <PartLink process={process} part={one} open={open} />
          </li>
        ))}
      </ul>
      {acts.length ? (
        <>
          <h3>{t("rule.mayDo")}</h3>
          <p>{acts.map((act) => commandName(t, act)).join(" · ")}</p>
        </>
      ) : null}
    </div>
  );
}
