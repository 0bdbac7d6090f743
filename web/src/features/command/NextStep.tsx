/** The one step after a refusal, as a link or a button that goes there. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { createContext, useContext } from "react";
import { useTranslation } from "react-i18next";
import { affordancesQuery, type DealView } from "@/features/deal/model";
import { Button } from "@/light/Button";
import { focusField } from "@/lib/focus";
import { label } from "@/lib/i18n";
import { processQuery } from "@/lib/process";
import type { Way } from "./ways";

/** Closes what stands above the page, before one goes elsewhere. */
export const Leave = createContext<(() => void) | undefined>(undefined);

interface Props {
  way: Way;
  /** Ways that stay within a deal need it. */
  deal?: DealView;
  /** The word of a field of the form that was refused; none where the form has no such field. */
  fieldName?: (path: string) => string | undefined;
  /** After what stands now was read again: the refusal was about what stood before. */
  looked?: () => void;
}

export function NextStep({ way, deal, fieldName, looked }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const leave = useContext(Leave);
  switch (way.to) {
    case "page":
      return <Link to={way.path} onClick={leave}>{t(`way.page.${(way.path.split("/").pop() || "queue") as "leads"}`)}</Link>;
    case "again":
      return <Button small onClick={() => void client.invalidateQueries().then(looked)}>{t("way.again")}</Button>;
    case "field": {
      const name = fieldName?.(way.path);
      return name ? <Button small onClick={() => focusField(way.path)}>{t("way.field", { name })}</Button> : null;
    }
  }
  if (!deal) return null;
  const id = { id: deal.id };
  switch (way.to) {
    case "write":
      return <Write deal={deal} kind={way.kind} />;
    case "act":
      return <Act deal={deal} command={way.command} />;
    case "tell":
      return <Tell deal={deal} />;
    case "paper":
      return <Link to="/deals/$id/documents/$document" params={{ ...id, document: way.document }} onClick={leave}>{t("way.paper")}</Link>;
    case "approval":
      return <Link to="/approvals" search={{ item: way.approval, deal: deal.id } as never} onClick={() => (leave?.(), void client.invalidateQueries().then(looked))}>{t("gate.seeApproval")}</Link>;
    case "tab":
      return <Link to="/deals/$id" params={id} search={(way.tab ? { tab: way.tab } : {}) as never} onClick={leave}>{t(way.tab ? "way.tab" : "way.stage")}</Link>;
    case "account":
      return <Link to="/accounts/$id" params={{ id: deal.account.id }} onClick={leave}>{t("way.account")}</Link>;
  }
}

/** A paper of the deal: a new one, or the next revision of the one that there is. */
function Write({ deal, kind }: { deal: DealView; kind: string }) {
  const { t } = useTranslation();
  const leave = useContext(Leave);
  const { data: process } = useQuery(processQuery);
  const form = process?.documents[kind];
  const standing = form?.many ? undefined : deal.documents.filter((one) => one.kind === kind).pop();
  return (
    <Link to="/deals/$id/write/$kind" params={{ id: deal.id, kind }} search={(standing ? { document: standing.id } : {}) as never} onClick={leave}>
      {t(standing ? "deal.revise" : "deal.write", { name: label(form?.name) })}
    </Link>
  );
}

/** A command of the deal, where this person may give it; else why not, and a word to whoever may. */
export function Act({ deal, command, name, preset }: { deal: DealView; command: string; name?: string; preset?: Record<string, string> }) {
  const { t } = useTranslation();
  const leave = useContext(Leave);
  const { data: offers = [] } = useQuery(affordancesQuery(deal.id));
  const offer = offers.find((one) => one.command === command && !one.kind);
  if (offer?.refusal?.code === "not_permitted") {
    return (
      <>
        {offer.refusal.text} <Tell deal={deal} />
      </>
    );
  }
  return (
    <Link to="/deals/$id" params={{ id: deal.id }} search={{ act: command, ...preset } as never} onClick={leave}>
      {name || offer?.name || t("way.act")}
    </Link>
  );
}

function Tell({ deal }: { deal: DealView }) {
  const { t } = useTranslation();
  const leave = useContext(Leave);
  return (
    <Link to="/deals/$id" params={{ id: deal.id }} search={{ act: "comment" } as never} onClick={leave}>
      {t("command.remind")}
    </Link>
  );
}
