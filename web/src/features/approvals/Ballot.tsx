/** The decision: words first, what follows beside the act, one act at a time. Ctrl Enter confirms what is open. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { newKey } from "@/lib/http";
import { nameOf, namesOf } from "@/lib/names";
import { type ApprovalView, command, type DealView } from "@/features/deal/model";
import { Refused } from "@/features/command/WayOut";
import { PersonPicker } from "@/features/people/PersonPicker";
import { decision, type Verdict } from "./model";
import css from "./approvals.module.css";

type Act = "approve" | "return" | "reject" | "adjust" | "transfer" | "add";

interface Props {
  deal: DealView;
  approval: ApprovalView;
  done?: () => void;
}

export function Ballot({ deal, approval, done }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const place = `tongguan.opinion.${approval.id}`;
  const [opinion, setOpinion] = useState(() => localStorage.getItem(place) ?? "");
  const [act, setAct] = useState<Act>();
  const [back, setBack] = useState(0);
  const [person, setPerson] = useState<{ id: string; name: string }>();
  const [before, setBefore] = useState(true);
  const words = useRef<HTMLTextAreaElement>(null);
  const key = useRef(newKey());
  const give = useMutation({
    mutationFn: (body: Record<string, unknown>) => command(deal.id, body, { key: key.current }),
    onSuccess: async () => {
      localStorage.removeItem(place);
      await client.invalidateQueries();
      done?.();
    },
    onError: () => {
      key.current = newKey();
      words.current?.focus();
    },
  });
  const write = (text: string) => {
    setOpinion(text);
    localStorage.setItem(place, text);
  };
  const vote = (verdict: Verdict) => give.mutate(decision(approval, verdict, opinion));
  const confirm = () => {
    if (give.isPending) return;
    if (act === "return") vote({ return: back });
    else if (act === "reject") vote("reject");
    else if (act === "transfer" && person) give.mutate({ type: "transfer_approval", approval: approval.id, step: approval.active, to: person.id, reason: opinion.trim() });
    else if (act === "add" && person) give.mutate({ type: "add_approver", approval: approval.id, person: person.id, before, reason: opinion.trim() });
    else if (!act || act === "approve") vote("approve");
  };
  // Whoever stands in decides; he passes nothing on.
  const standsIn = Boolean(approval.on_behalf_of);
  const open = (next: Act) => {
    if (standsIn && (next === "transfer" || next === "add")) return;
    setAct(act === next ? undefined : next);
    setPerson(undefined);
    give.reset();
    if (next !== "transfer" && next !== "add") words.current?.focus();
  };
  useActs((next) => {
    open(next);
    words.current?.focus();
  });
  const part = approval.steps.flatMap((step) => step.assignees).map((one) => one.id);
  const isGrading = deal.documents.some((one) => one.open_approval === approval.id && one.kind === "grading");
  return (
    <div className={css.ballot}>
      <div data-path="opinion" className={css.opinion}>
      <textarea ref={words} className="field" rows={2} aria-label={t("approval.opinion")} value={opinion} placeholder={t("approval.opinionHint")} onChange={(event) => write(event.target.value)} onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing && confirm()} />
      </div>
      {act === "return" ? <Targets approval={approval} back={back} choose={setBack} /> : null}
      {act === "transfer" || act === "add" ? (
        <div className={css.more}>
          {person ? (
            <p>
              {t(act === "transfer" ? "approval.transferTo" : "approval.addWhom", { name: person.name })} <Button small look="text" onClick={() => setPerson(undefined)}>{t("approval.another")}</Button>
            </p>
          ) : (
            <PersonPicker label={t("approval.who")} except={[...part, approval.submitter.id]} choose={setPerson} />
          )}
          {act === "add" ? (
            <span className={css.acts} role="group" aria-label={t("approval.add")}>
              <Button small look={before ? "primary" : "plain"} aria-pressed={before} onClick={() => setBefore(true)}>{t("approval.before")}</Button>
              <Button small look={before ? "plain" : "primary"} aria-pressed={!before} onClick={() => setBefore(false)}>{t("approval.after")}</Button>
            </span>
          ) : null}
        </div>
      ) : null}
      {act === "adjust" ? (
        <span className={css.acts} role="group" aria-label={t("approval.adjust")}>
          {["A", "B", "C"].map((grade) => (
            <Button key={grade} small busy={give.isPending} onClick={() => vote({ adjust: grade })}>
              {t("approval.adjustTo", { grade })}
            </Button>
          ))}
        </span>
      ) : null}
      <p className="sm mut">{consequence(act ?? "approve", approval, back, person?.name, t)}</p>
      {give.error ? <Refused error={give.error} deal={deal} looked={give.reset} fieldName={(path) => (path === "opinion" ? t("approval.opinion") : undefined)} /> : null}
      {act && act !== "approve" ? (
        <div className={css.acts}>
          {act === "adjust" ? null : (
            <Button look={act === "transfer" || act === "add" ? "primary" : "danger"} busy={give.isPending} disabled={(act === "transfer" || act === "add") && !person} onClick={confirm}>
              {t(`approval.confirm.${act}`)}
            </Button>
          )}
          <Button onClick={() => open(act)}>{t("act.cancel")}</Button>
        </div>
      ) : (
        <div className={css.acts}>
          <Button look="primary" busy={give.isPending} data-act="approve" onClick={() => vote("approve")}>
            {t("approval.approve")}
          </Button>
          <Button look="danger" data-act="return" onClick={() => open("return")}>
            {t("approval.return")}
          </Button>
          <Button look="danger" onClick={() => open("reject")}>
            {t("approval.reject")}
          </Button>
          {isGrading ? <Button onClick={() => open("adjust")}>{t("approval.adjust")}</Button> : null}
          {standsIn ? null : (
            <>
              <Button data-act="transfer" onClick={() => open("transfer")}>
                {t("approval.transfer")}
              </Button>
              <Button onClick={() => open("add")}>{t("approval.add")}</Button>
            </>
          )}
        </div>
      )}
    </div>
  );
}

function Targets({ approval, back, choose }: { approval: ApprovalView; back: number; choose: (step: number) => void }) {
  const { t } = useTranslation();
  return (
    <span className={css.acts} role="group" aria-label={t("approval.returnTo")}>
      <span className="mut">{t("approval.returnTo")}</span>
      <Button small look={back === 0 ? "primary" : "plain"} aria-pressed={back === 0} onClick={() => choose(0)}>
        {t("approval.toSubmitter", { name: nameOf(approval.submitter) })}
      </Button>
      {approval.steps.slice(0, approval.active - 1).map((step, number) => (
        <Button small key={number} look={back === number + 1 ? "primary" : "plain"} aria-pressed={back === number + 1} onClick={() => choose(number + 1)}>
          {step.role ?? t("approval.added")} {namesOf(step.assignees)}
        </Button>
      ))}
    </span>
  );
}

/** What follows from an act, as the flow of this approval shows it. */
function consequence(act: Act, approval: ApprovalView, back: number, person: string | undefined, t: ReturnType<typeof useTranslation>["t"]): string {
  const next = approval.steps[approval.active];
  const here = approval.steps[approval.active - 1];
  const others = here && here.mode !== "any" ? here.turn.length - 1 : 0;
  switch (act) {
    case "approve":
      if (others > 0) return t("approval.then.others", { count: others });
      return next ? t("approval.then.next", { who: `${next.role ?? t("approval.added")} ${namesOf(next.assignees)}`.trim() }) : t("approval.then.done");
    case "return":
      return back === 0 ? t("approval.then.returned", { name: nameOf(approval.submitter) }) : t("approval.then.back", { step: back });
    case "reject":
      return t("approval.then.rejected");
    case "adjust":
      return t("approval.then.adjusted");
    case "transfer":
      return t("approval.then.transferred", { name: person ?? "…" });
    case "add":
      return t("approval.then.added", { name: person ?? "…" });
  }
}

/** Keys of the page speak to the ballot that is shown: A, R, T open the words. */
function useActs(open: (act: Act) => void) {
  const latest = useRef(open);
  useEffect(() => {
    latest.current = open;
  });
  useEffect(() => {
    const hear = (event: Event) => latest.current((event as CustomEvent<Act>).detail);
    window.addEventListener("tongguan:act", hear);
    return () => window.removeEventListener("tongguan:act", hear);
  }, []);
}
