/** What moves in a hand-over, a line each; in the making, who takes a customer or a post may be chosen line by line. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Rows } from "@/light/Page";
import { nameOf } from "@/lib/names";
import type { HandOver, Item } from "./handover";

export interface Choice {
  people: { id: string; name: string }[];
  of: (item: Item) => string | undefined;
  choose: (item: Item, person: string) => void;
  offers: (item: Item) => boolean;
}

export function Items({ items, choice }: { items: Item[]; choice?: Choice }) {
  const { t } = useTranslation();
  return (
    <Rows stacked label={t("handover.things")} heads={[t("handover.kind"), t("handover.name"), t("handover.receiver")]}>
      {items.map((item, place) => (
        <tr key={place}>
          <td>{t(`handover.kindWord.${item.kind as "deal"}`)}</td>
          <td>
            <Name kind={item.kind} id={item.id} name={item.name} />
          </td>
          <td>{choice?.offers(item) ? <Receiver item={item} choice={choice} /> : <Now item={item} />}</td>
        </tr>
      ))}
    </Rows>
  );
}

/** How much there is of each kind. */
export function Counts({ counts }: { counts: Record<string, number> }) {
  const { t } = useTranslation();
  return <>{Object.entries(counts).map(([kind, count]) => `${t(`handover.kindWord.${kind as "deal"}`)} ${count}`).join(" · ")}</>;
}

function Now({ item }: { item: Item }) {
  const { t } = useTranslation();
  if (item.to) return <>{nameOf(item.to)}</>;
  return <span className="mut">{t(item.kind === "post" ? "handover.stays" : "handover.ends")}</span>;
}

function Receiver({ item, choice }: { item: Item; choice: Choice }) {
  const { t } = useTranslation();
  const rest = item.kind === "post" ? t("handover.stays") : t("handover.sameAs", { name: item.to ? nameOf(item.to) : "" });
  return (
    <select className="field" aria-label={`${t("handover.receiver")} ${item.name ?? ""}`} value={choice.of(item) ?? ""} onChange={(event) => choice.choose(item, event.target.value)}>
      <option value="">{rest}</option>
      {choice.people.map((person) => (
        <option key={person.id} value={person.id}>{person.name}</option>
      ))}
    </select>
  );
}

function Name({ kind, id, name }: { kind: string; id?: string | null; name?: string | null }) {
  const { t } = useTranslation();
  if (kind === "deal" && id) return <Link to="/deals/$id" params={{ id }}>{name}</Link>;
  if (kind === "account" && id) return <Link to="/accounts/$id" params={{ id }}>{name}</Link>;
  const isHidden = !id && ["account", "deal", "draft"].includes(kind);
  return isHidden ? <span className="mut">{t("handover.unseen")}</span> : <>{name ?? ""}</>;
}

export function BlockedItems({ blocked }: { blocked: HandOver["blocked"] }) {
  const { t } = useTranslation();
  return (
    <Rows stacked label={t("handover.blocked", { count: blocked.length })} heads={[t("handover.kind"), t("handover.name"), t("handover.why")]}>
      {blocked.map((one, place) => (
        <tr key={place}>
          <td>{t(`handover.kindWord.${one.kind as "deal"}`)}</td>
          <td>
            <Name kind={one.kind} id={one.id} name={one.name} />
          </td>
          <td>{one.problem.detail ?? one.problem.title}</td>
        </tr>
      ))}
    </Rows>
  );
}
