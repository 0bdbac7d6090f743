/** A duty with what discharges it open already: the form of the document, or the fields of the command. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Empty, Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { lazily } from "@/lib/i18n";
import { nameOf } from "@/lib/names";
import { useSession } from "@/lib/session";
import { span, when } from "@/lib/deadline";
import { ExplainDialog } from "@/features/deal/ExplainDialog";
import { affordancesQuery, type Affordance, dealQuery, type DealView } from "@/features/deal/model";
import { type Duty, presetOf } from "./model";
import css from "./queue.module.css";

const Finish = lazily(() => import("./Finish"));

/** What can be done about a duty: one of its ways, or a comment that reminds whoever owes it. */
export interface Way {
  document?: string | null;
  command?: string | null;
  name: string;
  offer?: Affordance;
  preset?: Record<string, unknown>;
  /** Whether it settles the duty. */
  discharges?: boolean;
}

export function DutyPane({ duty, done }: { duty: Duty; done: () => void }) {
  const deal = useQuery(dealQuery(duty.deal.id));
  const offers = useQuery(affordancesQuery(duty.deal.id));
  const error = deal.error ?? offers.error;
  return (
    <article>
      <Head duty={duty} />
      {error ? <Failure error={error} retry={() => void deal.refetch()} /> : null}
      {deal.data && offers.data ? <Body duty={duty} deal={deal.data} offers={offers.data} done={done} /> : error ? null : <Waiting rows={6} />}
    </article>
  );
}

function Head({ duty }: { duty: Duty }) {
  const { t } = useTranslation();
  const [explains, setExplains] = useState(false);
  const tone = duty.urgency === "overdue" ? "red" : duty.urgency === "today" ? "amber" : "plain";
  return (
    <header className={css.paneHead}>
      <p className="sm mut">
        {duty.deal.stage_name} / {duty.deal.number}
      </p>
      <h2>{duty.name}</h2>
      <p className={css.about}>
        <Link to="/deals/$id" params={{ id: duty.deal.id }}>{nameOf(duty.deal.account)}</Link> · {duty.debtor ? nameOf(duty.debtor) : t("queue.nobody")}
      </p>
      <div className={css.tags}>
        <Tag tone={tone} icon="clock" title={duty.clause}>
          {span(duty)} · {when(duty.due_at)}
        </Tag>
        <Button small look="text" onClick={() => setExplains(true)}>
          {t("queue.why")}
        </Button>
      </div>
      {explains ? <ExplainDialog deal={duty.deal.id} obligation={duty.id} close={() => setExplains(false)} /> : null}
    </header>
  );
}

function Body({ duty, deal, offers, done }: { duty: Duty; deal: DealView; offers: Affordance[]; done: () => void }) {
  const { t } = useTranslation();
  const me = useSession()?.person.id;
  const [chosen, choose] = useState<number>();
  const ways = waysOf(duty, offers, me, t("command.remind"));
  // A way that is refused says why and what helps; a comment is never offered in its place.
  const at = chosen ?? Math.max(ways.findIndex((way) => way.discharges && way.offer?.is_allowed), 0);
  const way = ways[at];
  const follow = offers.find((one) => one.command === (deal.stage === "screening" ? "log_contact_attempt" : "comment") && one.is_allowed);
  const number = ways.findIndex((one) => one.command === follow?.command);
  return (
    <>
      {ways.length > 1 ? (
        <div className={css.ways} role="group" aria-label={t("command.choice")}>
          {ways.map((one, index) => (
            <button key={`${one.document}${one.command}`} type="button" className={css.chip} aria-pressed={index === at} data-act={index === number ? "follow" : undefined} onClick={() => choose(index)}>
              {one.name}
            </button>
          ))}
        </div>
      ) : null}
      <Suspense fallback={<Waiting rows={6} />}>{way ? <Finish key={at} duty={duty} deal={deal} way={way} done={done} /> : <Empty>{t("command.none")}</Empty>}</Suspense>
    </>
  );
}

/** The ways of the duty with what the server says to each; who does not owe it may remind whoever does. */
function waysOf(duty: Duty, offers: Affordance[], me: string | undefined, remind: string): Way[] {
  const own = duty.ways.map((way): Way => {
    const offer = way.document ? offers.find((one) => one.command === "submit_document" && one.kind === way.document) : offers.find((one) => one.command === way.command && !one.kind);
    return { ...way, offer, preset: presetOf(duty), discharges: true };
  });
  const comment = offers.find((one) => one.command === "comment" && one.is_allowed);
  const isMine = duty.debtor?.id === me;
  const reminder: Way[] = comment ? [{ command: "comment", name: isMine ? comment.name : remind, offer: comment, preset: isMine || !duty.debtor ? {} : { mentions: [duty.debtor.id] } }] : [];
  return isMine ? [...own, ...reminder] : [...own.filter((way) => way.offer?.is_allowed), ...reminder];
}
