/** What the gate asks for: open items first, each with its way out; done ones after. The server decides, this repeats it. */
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Icon } from "@/light/Icon";
import { Tag } from "@/light/Tag";
import type { ConditionView, DealView, GateView } from "./model";
import css from "./deal.module.css";

interface Props {
  deal: DealView;
  gate: GateView;
  go: (condition: ConditionView) => void;
  except: (condition: ConditionView) => void;
}

export function GateCard({ deal, gate, go, except }: Props) {
  const { t } = useTranslation();
  const open = gate.conditions.filter((one) => !one.is_met);
  const met = gate.conditions.filter((one) => one.is_met);
  return (
    <Card
      label={gate.name}
      title={gate.is_exit ? t("gate.title") : gate.name}
      beside={open.length ? <Tag tone="amber">{t("gate.left", { count: open.length })}</Tag> : <Tag tone="green">{t("gate.open")}</Tag>}
      actions={<span className="sm mut">{t("gate.rule", { gate: gate.gate, version: deal.process_version })}</span>}
    >
      <div className={css.meter} role="img" aria-label={t("gate.progress", { met: gate.met, all: gate.conditions.length })}>
        {gate.conditions.map((one, number) => (
          <i key={one.condition} className={number < met.length ? css.full : undefined} />
        ))}
      </div>
      <ul className={css.conditions}>
        {open.map((one, number) => (
          <li key={one.condition} className={number === 0 ? css.first : undefined}>
            <span className={css.ring} aria-hidden="true" />
            <div>
              <b>{one.missing}</b>
              <small>{one.link_name}</small>
            </div>
            {one.exceptable ? (
              <Button look="text" small onClick={() => except(one)}>
                {t("gate.except")}
              </Button>
            ) : null}
            <Button small look={number === 0 ? "primary" : "plain"} onClick={() => go(one)}>
              {one.document ? t("act.fill") : t("act.open")}
            </Button>
          </li>
        ))}
        {met.map((one) => (
          <li key={one.condition}>
            <span className={css.tick}>
              <Icon name="ok" size={13} />
            </span>
            <div>
              <span>{one.link_name}</span>
              {one.by_exception ? <small>{t("gate.byException")}</small> : null}
            </div>
            {one.document ? (
              <Button small look="text" onClick={() => go(one)}>
                {t("act.open")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <p className={css.foot}>
        <Icon name={open.length ? "lock" : "ok"} />
        {open.length ? t("gate.after", { count: open.length }) : t("gate.ready")}
      </p>
    </Card>
  );
}
