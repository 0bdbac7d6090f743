/** A deal as it stood at a moment, beside what it is now. */
import { useQuery } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { DealPicker } from "@/features/search/DealPicker";
import { dealQuery, type DealView } from "@/features/deal/model";
import { pathOf } from "@/features/deal/stages";
import { Card } from "@/light/Card";
import { Rows } from "@/light/Page";
import { Empty, Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { read } from "@/lib/api";
import { moment } from "@/lib/due";
import { nameOf } from "@/lib/names";
import { StagePath } from "@/path/StagePath";
import { instantAt } from "@/lib/zone";
import css from "./audit.module.css";

interface Address {
  deal?: string;
  at?: string;
}

/** `2026-11-20T09:30` in the address, as an instant. */
function instantOf(local: string | undefined): string | undefined {
  return local && !Number.isNaN(Date.parse(local)) ? instantAt(local) : undefined;
}

export function AsOf({ deal, at, put }: Address & { put: (next: Address) => void }) {
  const { t } = useTranslation();
  const instant = instantOf(at);
  return (
    <>
      <div className={css.filters}>
        <DealPicker chosen={deal} choose={(next) => put({ deal: next })} />
        <input type="datetime-local" className="field" aria-label={t("audit.moment")} value={at ?? ""} onChange={(event) => put({ at: event.target.value || undefined })} />
        <span className="sm mut">{t("audit.asOfNote")}</span>
      </div>
      {deal && instant ? <Then deal={deal} at={instant} /> : <Empty>{t("audit.asOfChoose")}</Empty>}
    </>
  );
}

function headOf(deal: DealView, t: TFunction): Record<string, string> {
  return {
    number: deal.number,
    stage: deal.path.find((stage) => stage.stage === deal.stage)?.name ?? deal.stage,
    owner: deal.owner ? nameOf(deal.owner) : t("audit.pool"),
    department: nameOf(deal.department),
    grade: deal.grade ?? t("audit.nothing"),
    events: String(deal.version),
  };
}

function Then({ deal, at }: { deal: string; at: string }) {
  const { t } = useTranslation();
  const then = useQuery({ queryKey: ["deal", deal, "as-of", at], queryFn: async ({ signal }) => (await read("/deals/{id}/as-of", { path: { id: deal }, query: { at }, signal })) as DealView, staleTime: Infinity });
  const now = useQuery(dealQuery(deal));
  if (then.error) return <Failure error={then.error} />;
  if (!then.data) return <Waiting rows={8} />;
  const [past, present] = [headOf(then.data, t), now.data ? headOf(now.data, t) : undefined];
  return (
    <div className={css.then}>
      <p>
        <b>{then.data.number}</b> {nameOf(then.data.account)} <Tag tone="blue">{t("audit.asOf", { at: moment(at) })}</Tag>
      </p>
      <StagePath stages={pathOf(then.data, t)} shown={then.data.stage} show={() => undefined} />
      <Rows label={t("audit.head")} heads={[t("audit.head"), t("audit.then"), t("audit.now")]}>
        {Object.keys(past).map((key) => (
          <tr key={key}>
            <td className="mut">{t(`audit.field.${key as "stage"}`)}</td>
            <td>{past[key]}</td>
            <td>{present?.[key] === past[key] ? <span className="mut">{t("audit.same")}</span> : <b>{present?.[key]}</b>}</td>
          </tr>
        ))}
      </Rows>
      <div className={css.thenSplit}>
        <Documents view={then.data} />
        <Owed view={then.data} />
      </div>
    </div>
  );
}

function Documents({ view }: { view: DealView }) {
  const { t } = useTranslation();
  return (
    <Card title={t("audit.documents")} beside={<Tag>{view.documents.length}</Tag>}>
      {view.documents.length ? (
        <Rows label={t("audit.documents")} heads={[t("rule.name"), t("audit.revision"), t("audit.submitted"), t("audit.who")]}>
          {view.documents.map((one) => (
            <tr key={one.id}>
              <td>
                {one.name} {one.approved ? <Tag tone="green" icon="ok">{t("audit.approved")}</Tag> : null}
              </td>
              <td>V{one.revision}</td>
              <td>{moment(one.submitted_at)}</td>
              <td>{one.submitted_by ? nameOf(one.submitted_by) : "—"}</td>
            </tr>
          ))}
        </Rows>
      ) : (
        <Empty>{t("audit.noDocuments")}</Empty>
      )}
    </Card>
  );
}

function Owed({ view }: { view: DealView }) {
  const { t } = useTranslation();
  const open = view.obligations.filter((one) => one.state === "open");
  return (
    <Card title={t("audit.obligations")} beside={<Tag>{open.length}</Tag>}>
      {open.length ? (
        <Rows label={t("audit.obligations")} heads={[t("rule.name"), t("audit.who"), t("audit.due")]}>
          {open.map((one) => (
            <tr key={one.id}>
              <td>
                {one.name} {one.is_missed ? <Tag tone="red">{t("audit.late")}</Tag> : null}
              </td>
              <td>{one.debtor ? nameOf(one.debtor) : "—"}</td>
              <td>{moment(one.due_at)}</td>
            </tr>
          ))}
        </Rows>
      ) : (
        <Empty>{t("audit.noObligations")}</Empty>
      )}
    </Card>
  );
}
