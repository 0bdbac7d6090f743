/** Where one is signed in; any of it can be ended. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { read } from "@/lib/api";
import { moment } from "@/lib/due";
import { ask } from "@/lib/http";
import css from "./me.module.css";

export function Sessions() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: ["sessions"], queryFn: ({ signal }) => read("/sessions", { signal }) });
  const end = useMutation({ mutationFn: (id: string) => ask(`/sessions/${encodeURIComponent(id)}`, { method: "DELETE" }), onSuccess: () => client.invalidateQueries({ queryKey: ["sessions"] }) });
  return (
    <Card title={t("me.sessions")}>
      {error ? <Failure error={error} retry={() => void refetch()} /> : null}
      {end.error ? <Failure error={end.error} /> : null}
      {!data && !error ? <Waiting /> : null}
      <ul className={css.sessions}>
        {data?.map((one) => (
          <li key={one.id}>
            <span>
              {t("me.since", { at: moment(one.created_at) })} {one.is_this ? <Tag tone="green">{t("me.this")}</Tag> : null}
              <small className="mut">
                {t("me.seen", { at: moment(one.seen_at) })} · {t("me.expires", { at: moment(one.expires_at) })}
                {one.address ? ` · ${one.address}` : ""}
              </small>
            </span>
            {one.is_this ? null : (
              <Button small look="danger" busy={end.isPending} onClick={() => end.mutate(one.id)}>
                {t("me.end")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
