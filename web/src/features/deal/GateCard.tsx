/** What the gate asks for: open items first, each with who, until when and its way out; done ones after. The server decides, this repeats it. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Icon } from "@/light/Icon";
import { Tag } from "@/light/Tag";
import { OpenCondition } from "./OpenCondition";
import { MetCondition } from "./MetCondition";
import type { ConditionView, DealView, GateView } from "./model";
import { approvalOf } from "./papers";
import css from "./gate.module.css";

interface Props {
  deal: DealView;
  gate: GateView;
  go: (condition: ConditionView) => void;
  except: (gate: string, condition: ConditionView) => void;
  act: (command: string, preset?: Record<string, unknown>) => void;
  back?: () => void;
}

export function GateCard({ deal, gate, go, except, act, back }: Props) {
  const { t } = useTranslation();
  const open = gate.conditions.filter((one) => !one.is_met);
  const met = gate.conditions.filter((one) => one.is_met);
  const waiting = open.filter((one) => approvalOf(deal, one.document));
  const todo = open.filter((one) => !waiting.includes(one));
  const exceptable = open.filter((one) => one.exceptable);
  // A gate on the way that is open already takes no room until somebody looks.
  const [folded, setFolded] = useState(!gate.is_exit && !open.length);
  return (
    <Card
      label={gate.name}
      className={css.gate}
      title={gate.is_exit ? t("gate.title") : gate.name}
      beside={open.length ? <Tag tone="amber">{t("gate.left", { count: open.length })}</Tag> : <Tag tone="green">{t("gate.open")}</Tag>}
      actions={<span className="sm mut">{t("gate.rule", { name: gate.name, gate: gate.gate, version: deal.process_version })}</span>}
    >
      <div className={css.meter} role="img" aria-label={t("gate.progress", { met: gate.met, all: gate.conditions.length })}>
        {[...met.map(() => css.full), ...waiting.map(() => css.waiting), ...todo.map(() => undefined)].map((tone, number) => (
          <i key={number} className={tone} />
        ))}
      </div>
      {folded ? null : (
        <ul className={css.conditions}>
        {todo.map((one, number) => (
          <OpenCondition key={one.condition} deal={deal} condition={one} first={number === 0} go={() => go(one)} act={act} />
        ))}
        {waiting.map((one) => (
          <OpenCondition key={one.condition} deal={deal} condition={one} go={() => go(one)} act={act} />
        ))}
        {met.map((one) => (
          <MetCondition key={one.condition} deal={deal} condition={one} />
        ))}
      </ul>
      )}
      <footer className={css.foot}>
        <Icon name={open.length ? "lock" : "ok"} />
        <span>{gate.is_exit ? (open.length ? t("gate.after", { count: open.length }) : t("gate.ready")) : open.length ? t("gate.afterInner", { count: open.length, name: gate.name }) : t("gate.readyInner", { name: gate.name })}</span>
        <span className="sp" />
        {!gate.is_exit && !open.length ? (
          <Button look="text" small className="no-print" aria-expanded={!folded} onClick={() => setFolded(!folded)}>
            {t(folded ? "gate.unfold" : "gate.fold", { count: gate.conditions.length })}
          </Button>
        ) : null}
        {back ? (
          <Button look="text" small className="no-print" onClick={back}>
            {t("gate.goBack")}
          </Button>
        ) : null}
        {exceptable.map((one) => (
          <Button key={one.condition} look="text" small className="no-print" title={one.missing} onClick={() => except(gate.gate, one)}>
            {exceptable.length > 1 ? t("gate.exceptThis", { name: one.link_name }) : t("gate.except")}
          </Button>
        ))}
      </footer>
    </Card>
  );
}
