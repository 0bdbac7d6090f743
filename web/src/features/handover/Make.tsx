/** A hand-over in the making: from whom, to whom, why; what would move; then all of it at once. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/features/settings/duties";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Failure } from "@/light/states";
import { read } from "@/lib/api";
import { newKey } from "@/lib/http";
import { nameOf } from "@/lib/names";
import { rowsQuery } from "@/lib/reference";
import { type Asked, chosen, countsOf, type HandOver, handOver, type Item } from "./handover";
import { BlockedItems, Counts, Items } from "./Items";
import css from "./handover.module.css";

const bodyOf = (asked: Asked) => ({ ...asked, customers: chosen(asked.customers), successors: chosen(asked.successors) });

export function Make({ from: first }: { from?: string }) {
  const { t } = useTranslation();
  const may = useMay();
  const client = useQueryClient();
  const people = useQuery(rowsQuery("/users"));
  const leavers = useQuery({ queryKey: ["reference", "leavers"], queryFn: ({ signal }) => read("/hand-overs/leavers", { signal }) });
  const all = (people.data ?? []).filter((one) => one.active !== false).map((one) => ({ id: one.id, name: nameOf(one) }));
  const [from, setFrom] = useState(first ?? "");
  const [asked, setAsked] = useState<Asked>({ to: "", reason: "", customers: {}, successors: {}, keeps_posts: false });
  const [key, setKey] = useState(newKey);
  const [previewed, show] = useState<HandOver>();
  const preview = useMutation({ mutationFn: (now: Asked) => handOver(from, bodyOf(now), { dryRun: true }) });
  // Only the latest answer is shown, and none that came too late for what is chosen now.
  const look = (now: Asked) => preview.mutate(now, { onSuccess: show });
  const done = useMutation({ mutationFn: () => handOver(from, bodyOf(asked), { dryRun: false, key }), onSuccess: () => client.invalidateQueries() });
  const put = (next: Partial<Asked>) => {
    setAsked({ ...asked, ...next });
    setKey(newKey());
    done.reset();
  };
  // What was previewed no longer holds for another person or receiver.
  const anew = (next: Partial<Asked>) => {
    preview.reset();
    show(undefined);
    put(next);
  };
  // A deal follows its customer: what is shown is asked again with every choice.
  const pick = (item: Item, person: string) => {
    const field = item.kind === "post" ? "successors" : "customers";
    const next = { [field]: { ...asked[field], [item.id ?? ""]: person } };
    put(next);
    look({ ...asked, ...next });
  };
  const ready = from && asked.to && asked.reason.trim().length >= 5;
  const seen = done.data ?? previewed;
  const offers = (item: Item) => !!item.id && (item.kind === "account" || (item.kind === "post" && may("fill_post")));
  const others = all.filter((one) => one.id !== from);
  return (
    <Card title={t("handover.make")} className={css.card}>
      <div className={css.form}>
        <Person label={t("handover.from")} people={(leavers.data ?? []).map(({ id, name }) => ({ id, name: name ?? id }))} value={from} choose={(id) => { setFrom(id); anew({ customers: {}, successors: {} }); }} />
        <Person label={t("handover.to")} people={others} value={asked.to} choose={(to) => anew({ to })} />
        <label className={css.reason}>
          {t("handover.reason")}
          <input className="field" value={asked.reason} maxLength={500} placeholder={t("handover.reasonHint")} onChange={(event) => put({ reason: event.target.value })} />
        </label>
        <label className={css.check}>
          <input type="checkbox" checked={asked.keeps_posts} onChange={(event) => anew({ keeps_posts: event.target.checked })} /> {t("handover.keepsPosts")}
        </label>
        <Button look={previewed ? "plain" : "primary"} disabled={!ready} busy={preview.isPending} onClick={() => look(asked)}>{t("handover.preview")}</Button>
      </div>
      {preview.error || done.error ? <Failure error={preview.error ?? done.error} /> : null}
      {seen ? <Seen seen={seen} choice={seen.done ? undefined : { people: others, of: (item) => asked[item.kind === "post" ? "successors" : "customers"][item.id ?? ""], choose: pick, offers }} /> : null}
      {seen && !seen.done && seen.items.length ? (
        <p className={css.end}>
          <Button look="primary" disabled={!ready || preview.isPending} busy={done.isPending} onClick={() => done.mutate()}>{t("handover.do")}</Button>
        </p>
      ) : null}
    </Card>
  );
}

function Seen({ seen, choice }: { seen: HandOver; choice?: Parameters<typeof Items>[0]["choice"] }) {
  const { t } = useTranslation();
  if (seen.blocked.length) {
    return (
      <>
        <p className={css.said} role="alert"><b>{t("handover.blocked", { count: seen.blocked.length })}</b></p>
        <BlockedItems blocked={seen.blocked} />
      </>
    );
  }
  if (seen.problem) return <p className={css.said} role="alert">{seen.problem.detail ?? seen.problem.title}</p>;
  return (
    <>
      <p className={css.said} role="status">
        <b>{seen.done ? t("handover.done") : t("handover.previewed", { count: seen.items.length })}</b>{" "}
        {seen.done ? null : <span className="mut"><Counts counts={countsOf(seen.items)} /></span>}
        {seen.id ? <Link to="/hand-overs" search={{ id: seen.id }}>{t("handover.open")}</Link> : null}
      </p>
      <Items items={seen.items} choice={choice} />
    </>
  );
}

function Person({ label, people, value, choose }: { label: string; people: { id: string; name: string }[]; value: string; choose: (id: string) => void }) {
  const { t } = useTranslation();
  return (
    <label>
      {label}
      <select className="field" value={value} onChange={(event) => choose(event.target.value)}>
        <option value="">{t("handover.choose")}</option>
        {people.map((one) => (
          <option key={one.id} value={one.id}>{one.name}</option>
        ))}
      </select>
    </label>
  );
}
