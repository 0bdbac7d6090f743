/** What discharges a duty, open to be typed into. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { AntdLayer } from "@/ui";
import CommandForm from "@/features/command/CommandForm";
import { WayOut } from "@/features/command/WayOut";
import { documentQuery, type DealView } from "@/features/deal/model";
import Writer from "@/features/document/Writer";
import { Failure, Waiting } from "@/light/states";
import type { Body, DocumentForm } from "@/lib/definition";
import { formOf, processQuery } from "@/lib/process";
import type { Way } from "./DutyPane";
import type { Duty } from "./model";
import css from "./queue.module.css";

interface Props {
  duty: Duty;
  deal: DealView;
  way: Way;
  done: () => void;
}

export default function Finish({ duty, deal, way, done }: Props) {
  const { t } = useTranslation();
  return (
    <AntdLayer>
      {way.document ? (
        <Paper duty={duty} deal={deal} way={way} kind={way.document} done={done} />
      ) : (
        <CommandForm
          deal={deal}
          command={way.command ?? ""}
          offer={way.offer}
          preset={way.preset}
          done={done}
          renderIn={(fields, buttons) => (
            <>
              <div className={css.fields}>{fields}</div>
              <footer className={css.ops}>
                {buttons}
                <span className="sp" />
                <Link className="sm" to="/deals/$id" params={{ id: deal.id }}>{t("queue.toDeal")}</Link>
              </footer>
            </>
          )}
        />
      )}
    </AntdLayer>
  );
}

function Paper({ duty, deal, way, kind, done }: Props & { kind: string }) {
  const { data: process } = useQuery(processQuery);
  const form = process ? formOf(process, kind) : undefined;
  const standing = form && !form.many ? deal.documents.filter((one) => one.kind === kind).pop() : undefined;
  const content = useQuery({ ...documentQuery(deal.id, standing?.id ?? ""), enabled: !!standing });
  const preset = useMemo(() => (form ? answered(form, duty, deal) : {}), [form, duty, deal]);
  if (content.error) return <Failure error={content.error} />;
  if (!form || (standing && !content.data)) return <Waiting rows={6} />;
  if (way.offer?.refusal) {
    return (
      <div className={css.fields}>
        <WayOut problem={{ code: way.offer.refusal.code, detail: way.offer.refusal.text, params: way.offer.refusal.params }} deal={deal} />
      </div>
    );
  }
  return <Writer deal={deal} kind={kind} document={standing?.id} revision={content.data?.latest_revision ?? 0} body={(content.data?.body as Body | undefined) ?? undefined} preset={standing ? undefined : preset} done={done} narrow />;
}

/** References of a new paper that the duty's subject answers: the plan that the visit was by, the instalment that is late. */
function answered(form: DocumentForm, duty: Duty, deal: DealView): Body {
  const about = duty.subject as { document?: string; instalment?: string };
  const kind = deal.documents.find((one) => one.id === about.document)?.kind;
  const body: Body = {};
  for (const field of form.sections.flatMap((section) => section.fields)) {
    const type = field.type as { reference?: string };
    if (about.instalment && type.reference === "instalment" && field.required !== "automatic") body[field.key] = about.instalment;
    if (about.document && type.reference === "document" && field.prefill && field.prefill === kind) body[field.key] = about.document;
  }
  return body;
}
