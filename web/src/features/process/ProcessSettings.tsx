/** The parameters of the process in force, with the clause of the standard that each group serves. */
import { useTranslation } from "react-i18next";
import { Card } from "@/light/Card";
import { Right, Rows } from "@/light/Page";
import { Tag } from "@/light/Tag";
import type { Label } from "@/lib/definition";
import { label } from "@/lib/i18n";
import { yuan } from "@/lib/money";
import type { Process } from "@/lib/process";
import { rowsOf, type SettingRow } from "./settings";
import { roleName } from "./words";
import css from "./process.module.css";

const GROUPS = ["grading", "pool", "visits", "prices", "limits", "delivery", "collection", "dunning", "aftercare", "win_probability", "win_history", "important_terms", "loss_reasons", "pause_reasons", "texts", "notices"];

export interface DunningLevel {
  level: number;
  from_days: number;
  action: Label;
  roles: string[];
  proof: Label;
}

export interface PriceTier {
  role: string;
  max_discount?: string | null;
  max_cumulative_gross_minor?: number | null;
}

export function ProcessSettings({ process, groups = GROUPS }: { process: Process; groups?: string[] }) {
  const { t } = useTranslation();
  return (
    <>
      <p className="mut">{t("setting.note")}</p>
      {groups.filter((group) => process.settings[group]).map((group) => {
        const clause = t(`setting.groupClause.${group}` as "setting.note", { defaultValue: "" });
        return (
          <Card key={group} title={t(`setting.group.${group}` as "setting.note")} actions={<span className="sm mut">{clause ? t("setting.clause", { clause }) : t("setting.company")}</span>}>
            <Group process={process} group={group} />
          </Card>
        );
      })}
    </>
  );
}

function Group({ process, group }: { process: Process; group: string }) {
  const { t } = useTranslation();
  const value = process.settings[group];
  if (group === "dunning") return <Dunning process={process} levels={value as DunningLevel[]} />;
  if (Array.isArray(value)) return <Words words={(value as { name: Label }[]).map((one) => label(one.name))} />;
  const tiers = (value as { tiers?: PriceTier[] }).tiers;
  return (
    <>
      {tiers ? <Tiers process={process} tiers={tiers} /> : null}
      <Rows label={t(`setting.group.${group}` as "setting.note")} heads={[t("rule.name"), ""]}>
        {rowsOf(group, value).map((row) => (
          <Row key={row.path} process={process} row={row} />
        ))}
      </Rows>
    </>
  );
}

function Row({ process, row }: { process: Process; row: SettingRow }) {
  const { t } = useTranslation();
  const key = row.path.replace(/\./g, "_");
  const stage = row.path.startsWith("win_probability.") ? process.stages.find((one) => `win_probability.${one.stage}` === row.path) : undefined;
  const name = stage ? label(stage.name) : t(`setting.key.${key}` as "setting.note", { defaultValue: row.path });
  const unit = stage ? "%" : t(`setting.unit.${key}` as "setting.note", { defaultValue: "" });
  return (
    <tr>
      <td>{name}</td>
      {Array.isArray(row.value) && typeof row.value[0] === "string" ? (
        <td>
          <Words words={row.value.map((one: string) => (row.path.startsWith("notices.") ? roleName(process, one) : one))} />
        </td>
      ) : (
        <Right>
          <b>{shown(row, t("setting.joint"))}</b> <span className="mut">{row.path === "limits.backward_reading" ? t(`setting.reading.${row.value as "nth_before"}`) : unit}</span>
        </Right>
      )}
    </tr>
  );
}

function shown({ path, value }: SettingRow, joint: string): string {
  if (path === "limits.backward_reading") return "";
  if (path.endsWith("_minor")) return yuan(value as number).replace("¥", "");
  return Array.isArray(value) ? value.join(joint) : String(value);
}

function Words({ words }: { words: string[] }) {
  return (
    <p className={css.words}>
      {words.map((word) => (
        <Tag key={word}>{word}</Tag>
      ))}
    </p>
  );
}

/** How far each role may go below the list price. */
export function Tiers({ process, tiers }: { process: Process; tiers: PriceTier[] }) {
  const { t } = useTranslation();
  return (
    <Rows label={t("setting.tierRole")} heads={[t("setting.tierRole"), { word: t("setting.tierDiscount"), right: true }, { word: t("setting.tierAmount"), right: true }]}>
      {tiers.map((tier) => (
        <tr key={tier.role}>
          <td>{roleName(process, tier.role)}</td>
          <Right>{tier.max_discount ? t("setting.percentOff", { n: tier.max_discount }) : t("setting.noLimit")}</Right>
          <Right>{tier.max_cumulative_gross_minor ? yuan(tier.max_cumulative_gross_minor) : t("setting.noLimit")}</Right>
        </tr>
      ))}
    </Rows>
  );
}

function Dunning({ process, levels }: { process: Process; levels: DunningLevel[] }) {
  const { t } = useTranslation();
  return (
    <Rows label={t("setting.group.dunning")} heads={[t("setting.level"), t("setting.days"), t("setting.action"), t("setting.roles"), t("setting.proof")]}>
      {levels.map((level) => (
        <tr key={level.level}>
          <td>L{level.level}</td>
          <td>{level.from_days < 0 ? t("setting.before", { n: -level.from_days }) : t("setting.overdue", { n: level.from_days })}</td>
          <td>{label(level.action)}</td>
          <td>{level.roles.map((role) => roleName(process, role)).join(t("setting.joint"))}</td>
          <td>{label(level.proof)}</td>
        </tr>
      ))}
    </Rows>
  );
}
