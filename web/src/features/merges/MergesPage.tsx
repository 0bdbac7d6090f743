/** Merging customers: one with another in the making, and those that were merged, each with its way back. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { PageHead, Rows } from "@/light/Page";
import { Paged } from "@/light/Paged";
import { Empty, Failure } from "@/light/states";
import { Tag } from "@/light/Tag";
import { read } from "@/lib/api";
import { moment } from "@/lib/due";
import { ask } from "@/lib/http";
import { nameOf } from "@/lib/names";
import { usePages } from "@/lib/pages";
import { Make } from "./Make";
import { type Merge, valueOf } from "./merges";

export default function MergesPage() {
  const { t } = useTranslation();
  const { kept } = useSearch({ strict: false }) as { kept?: string };
  return (
    <>
      <PageHead title={t("merge.title")} note={t("merge.note")} />
      {kept ? <Make key={kept} kept={kept} /> : null}
      <Before />
    </>
  );
}

function Before() {
  const { t } = useTranslation();
  const pages = usePages(["merges"], (cursor, signal) => read("/account-merges", { query: { limit: 50, cursor }, signal }));
  return (
    <Card title={t("merge.before")}>
      <Paged pages={pages} none={<Empty>{t("merge.none")}</Empty>}>
        {(lines) => (
          <Rows label={t("merge.before")} heads={[t("merge.kept"), t("merge.merged"), t("merge.things"), t("merge.by"), t("merge.at"), ""]}>
            {lines.map((one) => (
              <Line key={one.id} one={one} />
            ))}
          </Rows>
        )}
      </Paged>
    </Card>
  );
}

function Line({ one }: { one: Merge }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const undo = useMutation({ mutationFn: () => ask(`/account-merges/${one.id}/undo`, { method: "POST", body: {}, version: one.version }), onSuccess: () => client.invalidateQueries() });
  const id = (one.after as { id: string }).id;
  return (
    <tr>
      <td>
        <Link to="/accounts/$id" params={{ id }}>{valueOf(one.after, "name")}</Link>
      </td>
      <td>{valueOf(one.merged, "name")}</td>
      <td className="sm">{t("merge.moves", { deals: one.deals, contacts: one.contacts, members: one.members })}</td>
      <td>{nameOf(one.made_by)}</td>
      <td>{one.made_at ? moment(one.made_at) : ""}</td>
      <td>
        {one.undone_at ? <Tag>{t("merge.undone", { at: moment(one.undone_at) })}</Tag> : <Button small busy={undo.isPending} onClick={() => undo.mutate()}>{t("merge.undo")}</Button>}
        {undo.error ? <Failure error={undo.error} /> : null}
      </td>
    </tr>
  );
}
