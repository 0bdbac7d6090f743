/** Documents of some kinds: what is there in which revision and state, what could be written, and why not. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Tag } from "@/light/Tag";
import { moment } from "@/lib/due";
import { label } from "@/lib/i18n";
import { nameOf } from "@/lib/names";
import { processQuery } from "@/lib/process";
import type { Affordance, DealView, DocumentView } from "./model";
import css from "./deal.module.css";

interface Props {
  deal: DealView;
  kinds: string[];
  affordances: Affordance[];
  /** Every document; else only the latest few of each kind. */
  whole?: boolean;
}

const FEW = 2;

export function DocumentList({ deal, kinds, affordances, whole }: Props) {
  return (
    <ul className={css.documents}>
      {kinds.map((kind) => (
        <Kind key={kind} deal={deal} kind={kind} offer={affordances.find((one) => one.kind === kind)} whole={whole} />
      ))}
    </ul>
  );
}

function Kind({ deal, kind, offer, whole }: { deal: DealView; kind: string; offer?: Affordance; whole?: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: process } = useQuery(processQuery);
  const form = process?.documents[kind];
  const there = deal.documents.filter((one) => one.kind === kind);
  const shown = whole ? there : there.slice(-FEW);
  const mayAdd = !!offer?.is_allowed && (form?.many || !there.length);
  if (!there.length && form?.fillers.length === 0) return null;
  const write = () => void navigate({ to: "/deals/$id/write/$kind", params: { id: deal.id, kind } });
  return (
    <>
      {shown.map((document) => (
        <Paper key={document.id} deal={deal} document={document} />
      ))}
      {there.length > shown.length ? (
        <li>
          <span />
          <Link className="sm" to="/deals/$id" params={{ id: deal.id }} search={{ tab: "documents" } as never}>
            {t("document.more", { count: there.length - shown.length })}
          </Link>
          <span />
        </li>
      ) : null}
      {!there.length || mayAdd ? (
        <li className={there.length ? "no-print" : undefined}>
          <span className="sm mut">{form?.form_no ? t("document.formNo", { no: form.form_no }) : ""}</span>
          <span className="mut">
            {label(form?.name) || kind}
            {mayAdd || !offer?.refusal ? null : <small className={css.reason}>{offer.refusal.text}</small>}
          </span>
          {mayAdd ? (
            <Button small icon="edit" className="no-print" onClick={write}>
              {t(there.length ? "document.another" : "act.fill")}
            </Button>
          ) : (
            <span className="sm mut">{t("document.none")}</span>
          )}
        </li>
      ) : null}
    </>
  );
}

function Paper({ deal, document }: { deal: DealView; document: DocumentView }) {
  const { t } = useTranslation();
  return (
    <li>
      <span className="sm mut">{document.code}</span>
      <span>
        <Link to="/deals/$id/documents/$document" params={{ id: deal.id, document: document.id }}>
          {document.name} {document.number ?? ""} V{document.revision}
        </Link>{" "}
        {document.open_approval ? <Tag tone="blue">{t("document.inReview")}</Tag> : document.approved ? <Tag tone="green">{t("document.approved")}</Tag> : null}
        <small className={css.reason}>
          {document.submitted_by ? nameOf(document.submitted_by) : null} · {moment(document.submitted_at)}
        </small>
      </span>
      <Link className="no-print" to="/deals/$id/documents/$document" params={{ id: deal.id, document: document.id }}>
        {t("act.open")}
      </Link>
    </li>
  );
}
