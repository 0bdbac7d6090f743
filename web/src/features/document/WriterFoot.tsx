/** The foot of a paper that is written: submit, what still lacks with a way to the first of it, and what would follow. */
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Consequences } from "@/features/deal/Consequences";
import type { Preview } from "@/features/deal/model";
import { Button } from "@/light/Button";
import { Dialog } from "@/light/Dialog";
import type { DocumentForm } from "@/lib/definition";
import { label } from "@/lib/i18n";
import type { FieldProblem } from "@/lib/problem";
import css from "./document.module.css";
import deal from "@/features/deal/deal.module.css";

interface Props {
  form: DocumentForm;
  /** Why it cannot be submitted at all. */
  closed?: string;
  live: { seen?: Preview; problems: FieldProblem[]; passes: boolean };
  /** What is shown at the fields. */
  problems: FieldProblem[];
  busy: boolean;
  submit: () => void;
  /** Goes to the first field that is wrong. */
  look: () => void;
  note?: string;
  /** How to get it on paper as it is. */
  children?: ReactNode;
}

export function WriterFoot({ form, closed, live, busy, submit, look, note, children }: Props) {
  const { t } = useTranslation();
  const [follows, setFollows] = useState(false);
  const lacking = live.problems.length;
  return (
    <footer className={`${css.foot} no-print`}>
      <Button look={closed ? "locked" : "primary"} title={closed} busy={busy} onClick={() => !closed && submit()}>
        {t("document.submit", { name: label(form.name) })}
      </Button>
      {live.passes && live.seen ? (
        <Button look="text" onClick={() => setFollows(true)}>
          {t("document.follows")}
        </Button>
      ) : null}
      {children}
      <span className="sp" />
      <span className="sm" role="status">
        {lacking && live.seen?.refusal ? (
          <Button look="text" small onClick={look}>
            {t("document.lacking", { count: lacking })}
          </Button>
        ) : live.passes ? (
          <span className={css.passes}>{t("document.checked")}</span>
        ) : null}
      </span>
      {note ? <span className="sm mut">{note}</span> : null}
      {follows && live.seen ? (
        <Dialog drawer title={t("document.follows")} close={() => setFollows(false)}>
          <div className={deal.drawn}>
            <Consequences seen={live.seen} />
          </div>
        </Dialog>
      ) : null}
    </footer>
  );
}
