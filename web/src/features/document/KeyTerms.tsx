/** A contract beside its quotation: the terms that changed on the way first, then those that stand. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { type Body, type DocumentForm, kindOf } from "@/lib/definition";
import { label } from "@/lib/i18n";
import { type DealView, type DocumentContent, documentQuery } from "@/features/deal/model";
import { whole } from "./PaperView";
import { Runs } from "./RevisionCompare";
import { type Term, termsFrom } from "./terms";
import { ValueView } from "./ValueView";
import css from "./compare.module.css";

interface Props {
  deal: DealView;
  form: DocumentForm;
  content: DocumentContent;
  /** The paper that terms were taken from. */
  source: { id: string; kind: string };
}

export function KeyTerms({ deal, form, content, source }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery(documentQuery(deal.id, source.id));
  if (!data) return <Waiting />;
  const all = ({ body, document }: DocumentContent) => whole((body ?? {}) as Body, document.facts as Body);
  const terms = termsFrom(form, source.kind, all(data), all(content));
  const changed = terms.filter((one) => !one.isSame);
  return (
    <div className={css.compare}>
      <header>
        <span className="sm mut" role="status">
          {changed.length ? t("compare.terms", { count: changed.length, all: terms.length }) : t("compare.noTerms", { count: terms.length })}
        </span>
      </header>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("compare.term")}</th>
            <th scope="col">
              {data.document.name} {data.document.number} V{data.document.revision}
            </th>
            <th scope="col">
              {content.document.name} V{content.document.revision}
            </th>
          </tr>
        </thead>
        <tbody>
          {[...changed, ...terms.filter((one) => one.isSame)].map((term) => (
            <Row key={`${term.field.key}${term.row ?? ""}`} term={term} deal={deal} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ term, deal }: { term: Term; deal: DealView }) {
  const { t } = useTranslation();
  const { kind } = kindOf(term.field.type);
  const isText = !term.isSame && (kind === "text" || kind === "line");
  const [before, now] = [String(term.before ?? ""), String(term.now ?? "")];
  return (
    <tr className={term.isSame ? css.same : undefined}>
      <th scope="row">
        {label(term.field.name)}
        {term.row ? <small>{t("compare.instalment", { row: term.row })}</small> : null} {term.isSame ? null : <Tag tone="amber">{t("compare.changed")}</Tag>}
      </th>
      <td>{isText ? <Runs before={before} after={now} without="added" /> : <ValueView field={term.field} value={term.before} deal={deal} />}</td>
      <td>{isText ? <Runs before={before} after={now} without="removed" /> : <ValueView field={term.field} value={term.now} deal={deal} />}</td>
    </tr>
  );
}
