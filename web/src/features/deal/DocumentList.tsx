/** Documents of some kinds: what is there in which revision and state, what could be written, and why not. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Tag } from "@/light/Tag";
import { moment } from "@/lib/due";
import { label } from "@/lib/i18n";
import { processQuery } from "@/lib/process";
import { nameOf } from "@/lib/names";
import type { Affordance, DealView, DocumentView } from "./model";
import css from "./deal.module.css";

export function DocumentList({ deal, kinds, affordances }: { deal: DealView; kinds: string[]; affordances: Affordance[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: process } = useQuery(processQuery);
  const write = (kind: string) => void navigate({ to: "/deals/$id/write/$kind", params: { id: deal.id, kind } });
  return (
    <ul className={css.documents}>
      {kinds.flatMap((kind) => {
        const form = process?.documents[kind];
        const there = deal.documents.filter((one) => one.kind === kind);
        const offer = affordances.find((one) => one.kind === kind);
        const rows = there.map((document) => <Row key={document.id} deal={deal} document={document} />);
        const mayAdd = offer?.is_allowed && (form?.many || !there.length);
        if (!there.length || mayAdd) {
          rows.push(
            <li key={kind}>
              <span className="sm mut">{form?.form_no ? t("document.formNo", { no: form.form_no }) : ""}</span>
              <span className="mut">{label(form?.name) || kind}</span>
              {mayAdd ? (
                <Button small icon="edit" onClick={() => write(kind)}>
                  {t(there.length ? "document.another" : "act.fill")}
                </Button>
              ) : (
                <span className="sm mut" title={offer?.refusal?.text}>
                  {t("document.none")}
                </span>
              )}
            </li>,
          );
        }
        return rows;
      })}
    </ul>
  );
}

function Row({ deal, document }: { deal: DealView; document: DocumentView }) {
  const { t } = useTranslation();
  return (
    <li>
      <span className="sm mut">{document.code}</span>
      <span>
        <Link to="/deals/$id/documents/$document" params={{ id: deal.id, document: document.id }}>
          {document.name} {document.number ?? ""} V{document.revision}
        </Link>{" "}
        {document.open_approval ? <Tag tone="blue">{t("document.inReview")}</Tag> : document.approved ? <Tag tone="green">{t("document.approved")}</Tag> : null}
        <small className="mut" style={{ display: "block" }}>
          {nameOf(document.submitted_by)} · {moment(document.submitted_at)}
        </small>
      </span>
      <Link to="/deals/$id/documents/$document" params={{ id: deal.id, document: document.id }}>
        {t("act.open")}
      </Link>
    </li>
  );
}
