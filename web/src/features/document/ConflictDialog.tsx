/** Somebody submitted this paper meanwhile: his and mine side by side, either taken field by field; nothing typed is lost. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Dialog } from "@/light/Dialog";
import { Waiting } from "@/light/states";
import type { Body, DocumentForm, Field } from "@/lib/definition";
import { moment } from "@/lib/due";
import { label } from "@/lib/i18n";
import { nameOf } from "@/lib/names";
import { type DealView, documentQuery } from "@/features/deal/model";
import { merge } from "./conflict";
import { ValueView } from "./ValueView";
import css from "./conflict.module.css";

interface Props {
  deal: DealView;
  document: string;
  form: DocumentForm;
  mine: Body;
  /** The revision that mine began with. */
  from: number;
  resolved: (body: Body, revision: number) => void;
  close: () => void;
}

export function ConflictDialog({ deal, document, form, mine, from, resolved, close }: Props) {
  const { t } = useTranslation();
  const theirs = useQuery({ ...documentQuery(deal.id, document), staleTime: 0 });
  const base = useQuery({ ...documentQuery(deal.id, document, from), enabled: from > 0 });
  const [taken, setTaken] = useState<Record<string, "mine" | "theirs">>({});
  if (!theirs.data || (from > 0 && base.isPending)) {
    return (
      <Dialog wide title={t("conflict.title")} close={close}>
        <Waiting />
      </Dialog>
    );
  }
  const { document: standing, body, latest_revision: latest } = theirs.data;
  const merged = merge((base.data?.body ?? {}) as Body, mine, (body ?? {}) as Body);
  const fields = form.sections.flatMap((section) => section.fields);
  const fieldOf = (key: string) => fields.find((field) => field.key === key);
  const result = () => Object.fromEntries(Object.entries({ ...merged.body, ...Object.fromEntries(merged.clashes.map((clash) => [clash.key, taken[clash.key] === "theirs" ? clash.theirs : clash.mine])) }));
  return (
    <Dialog
      wide
      title={t("conflict.title")}
      close={close}
      foot={
        <>
          <Button look="primary" onClick={() => resolved(result(), latest)}>
            {t("conflict.goOn", { revision: latest + 1 })}
          </Button>
          <Button onClick={close}>{t("conflict.later")}</Button>
        </>
      }
    >
      <p>{t("conflict.who", { name: standing.submitted_by ? nameOf(standing.submitted_by) : "", at: moment(standing.submitted_at), revision: latest })}</p>
      {merged.taken.length ? <p className="sm mut">{t("conflict.taken", { fields: merged.taken.map((key) => label(fieldOf(key)?.name) || key).join("、") })}</p> : null}
      {merged.clashes.length ? (
        <table className={css.clashes}>
          <thead>
            <tr>
              <th scope="col">{t("compare.field")}</th>
              <th scope="col">{t("conflict.mine")}</th>
              <th scope="col">{t("conflict.theirs")}</th>
            </tr>
          </thead>
          <tbody>
            {merged.clashes.map((clash) => (
              <tr key={clash.key}>
                <th scope="row">{label(fieldOf(clash.key)?.name) || clash.key}</th>
                <Side deal={deal} field={fieldOf(clash.key)} value={clash.mine} name={clash.key} chosen={taken[clash.key] !== "theirs"} choose={() => setTaken({ ...taken, [clash.key]: "mine" })} take={t("conflict.takeMine")} />
                <Side deal={deal} field={fieldOf(clash.key)} value={clash.theirs} name={clash.key} chosen={taken[clash.key] === "theirs"} choose={() => setTaken({ ...taken, [clash.key]: "theirs" })} take={t("conflict.takeTheirs")} />
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p className={css.easy}>{t("conflict.easy")}</p>
      )}
    </Dialog>
  );
}

function Side({ deal, field, value, name, chosen, choose, take }: { deal: DealView; field?: Field; value: unknown; name: string; chosen: boolean; choose: () => void; take: string }) {
  return (
    <td className={chosen ? css.chosen : undefined}>
      <label>
        <input type="radio" name={`clash-${name}`} checked={chosen} onChange={choose} /> {take}
      </label>
      <div>{field ? <ValueView field={field} value={value} deal={deal} /> : String(value ?? "—")}</div>
    </td>
  );
}
