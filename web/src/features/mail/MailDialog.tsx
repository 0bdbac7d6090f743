/** A copy by our own mail to the customer: the copy is made first, so that one looks at exactly what will be attached. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import CommandForm from "@/features/command/CommandForm";
import { Refused } from "@/features/command/WayOut";
import type { Affordance, DealView } from "@/features/deal/model";
import { Button } from "@/light/Button";
import { Dialog } from "@/light/Dialog";
import { Waiting } from "@/light/states";
import { type Copy, save, takeCopy, type Wanted } from "@/lib/copies";
import { nameOf } from "@/lib/names";
import { useSession } from "@/lib/session";
import { AntdLayer } from "@/ui";
import css from "./mail.module.css";

/** What goes out: where its copy is made, and what it is called. */
export interface Outgoing {
  address: string;
  asked: Pick<Wanted, "audience" | "revision" | "template">;
  name: string;
  format: string;
}

interface Props {
  deal: DealView;
  offer: Affordance;
  paper: Outgoing;
  close: () => void;
}

export default function MailDialog({ deal, offer, paper, close }: Props) {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const language = i18n.language.startsWith("zh") ? "zh" : "en";
  // One copy for one opening of the dialog: each is an entry of the register.
  const [opening] = useState(() => crypto.randomUUID());
  const copy = useQuery({ queryKey: ["copy", opening], queryFn: () => takeCopy(paper.address, { format: paper.format, language, ...paper.asked }), staleTime: Infinity, gcTime: 0, retry: false });
  const words = { name: paper.name, customer: nameOf(deal.account), me: session ? nameOf(session.person) : "" };
  const start = { subject: t("mail.subject", words), message: t("mail.message", words) };
  const title = t("mail.title", { name: paper.name });
  if (!copy.data) {
    return (
      <Dialog drawer title={title} close={close}>
        {copy.error ? <Refused error={copy.error} deal={deal} /> : <Waiting rows={5} />}
      </Dialog>
    );
  }
  return (
    <AntdLayer>
      <CommandForm
        deal={deal}
        command="mail_copy"
        offer={offer}
        start={start}
        preset={{ copy: copy.data.id }}
        done={close}
        renderIn={(fields, buttons) => (
          <Dialog
            drawer
            title={title}
            close={close}
            foot={
              <>
                {buttons}
                <Button onClick={close}>{t("act.cancel")}</Button>
              </>
            }
          >
            <Attached copy={copy.data} />
            {fields}
            <p className="sm mut">{t("mail.hint")}</p>
          </Dialog>
        )}
      />
    </AntdLayer>
  );
}

/** The attachment, to look at before it goes: a PDF opens beside the page, the others are saved. */
function Attached({ copy }: { copy: Copy }) {
  const { t } = useTranslation();
  const opens = copy.file.type === "application/pdf";
  const address = useMemo(() => (opens ? URL.createObjectURL(copy.file) : ""), [copy, opens]);
  useEffect(() => () => void (address && URL.revokeObjectURL(address)), [address]);
  return (
    <p className={css.attached}>
      <span className="mut">{t("mail.attached")}</span>
      <b>{copy.name}</b>
      {opens ? (
        <a href={address} target="_blank" rel="noreferrer">
          {t("mail.look")}
        </a>
      ) : (
        <button type="button" className={css.link} onClick={() => save(copy)}>
          {t("mail.look")}
        </button>
      )}
    </p>
  );
}
