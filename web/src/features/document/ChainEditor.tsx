/** The decision chain on its map and in its list: people chosen, told apart and put under one another where one looks at them. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ChainMap } from "@/chain/ChainMap";
import type { EditorProps } from "@/form/FormEngine";
import { TableInput } from "@/form/TableInput";
import { Button } from "@/light/Button";
import type { DealView } from "@/features/deal/model";
import type { Body } from "@/lib/definition";
import { chained, type ChainBody, unlinked } from "./chain";
import { useChain } from "./useChain";
import css from "./chain.module.css";

/** The editor for the people of a deal's customer. */
export function chainEditor(deal: DealView) {
  return function ChainEditor(props: EditorProps) {
    const { t } = useTranslation();
    const body = props.record as ChainBody;
    const { people, lines } = useChain(deal, { nodes: props.value, edges: props.record.edges });
    const [chosen, choose] = useState<string>();
    const person = people.find((one) => one.id === chosen);
    const above = body.edges?.find((edge) => edge.from === chosen && edge.type === "reports")?.to ?? "";
    return (
      <div className={css.editor}>
        <div className={css.map}>
          {people.length ? <ChainMap people={people} lines={lines} open={(id) => choose(id === chosen ? undefined : id)} chosen={chosen} /> : <p className={css.empty}>{t("chain.start")}</p>}
          {person && !props.readOnly ? (
            <div className={css.panel} role="group" aria-label={person.name}>
              <b>{person.name}</b>
              <label>
                {t("chain.reportsTo")}
                <select className="field" value={above} onChange={(event) => props.put("edges", chained(body.edges ?? [], person.id, event.target.value || undefined))}>
                  <option value="">{t("chain.nobody")}</option>
                  {people
                    .filter((one) => one.id !== person.id)
                    .map((one) => (
                      <option key={one.id} value={one.id}>
                        {one.name}
                      </option>
                    ))}
                </select>
              </label>
              <Scale label={t("chain.attitude")} from={-2} to={2} value={person.attitude} put={(attitude) => change(props, person.id, { attitude })} />
              <Scale label={t("chain.influenceHead")} from={1} to={5} value={person.influence} put={(influence) => change(props, person.id, { influence })} />
              <Button small look="text" onClick={() => (props.put("nodes", unlinked(body.nodes ?? [], person.id)), choose(undefined))}>
                {t("chain.takeOut")}
              </Button>
            </div>
          ) : null}
        </div>
        <TableInput {...props} />
      </div>
    );
  };
}

function change(props: EditorProps, id: string, more: Body) {
  const nodes = (props.value as Body[] | undefined) ?? [];
  props.onChange(nodes.map((node) => (node.contact_id === id ? { ...node, ...more } : node)));
}

function Scale({ label, from, to, value, put }: { label: string; from: number; to: number; value: number; put: (next: number) => void }) {
  return (
    <span className={css.scale} role="group" aria-label={label}>
      {label}
      {Array.from({ length: to - from + 1 }, (_, number) => from + number).map((one) => (
        <button key={one} type="button" aria-pressed={one === value} onClick={() => put(one)}>
          {one > 0 && from < 0 ? `+${one}` : one}
        </button>
      ))}
    </span>
  );
}
