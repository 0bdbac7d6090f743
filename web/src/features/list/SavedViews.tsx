/** Filters that one keeps under a name; the server keeps them, each person his own. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "@/light/Button";
import { Failure } from "@/light/states";
import { read } from "@/lib/api";
import { type FilterState, queryOf } from "@/lib/filters";
import { ask } from "@/lib/http";
import { Popover } from "./Popover";
import css from "./list.module.css";

export function SavedViews({ page, state }: { page: string; state: FilterState }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const { data: views = [] } = useQuery({ queryKey: ["views", page], queryFn: ({ signal }) => read("/views", { query: { page }, signal }), staleTime: 60_000 });
  const query = queryOf(state.filters);
  const here = views.find((view) => view.query === query);
  const done = () => client.invalidateQueries({ queryKey: ["views", page] });
  const path = (of: string) => `/views/${page}/${encodeURIComponent(of)}`;
  const save = useMutation({ mutationFn: (of: string) => ask(path(of), { method: "PUT", body: { query } }), onSuccess: async () => { setName(""); await done(); } });
  const forget = useMutation({ mutationFn: (of: string) => ask(path(of), { method: "DELETE" }), onSuccess: done });
  const keep = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) save.mutate(name.trim());
  };
  return (
    <Popover label={here ? t("list.view", { name: here.name }) : t("list.views")} icon="work">
      {(close) => (
        <div className={css.views}>
          {views.length ? (
            <ul>
              {views.map((view) => (
                <li key={view.name}>
                  <button type="button" aria-current={view.name === here?.name ? "true" : undefined} onClick={() => { state.show(view.query); close(); }}>
                    {view.name}
                  </button>
                  <IconButton icon="close" size={14} label={t("list.forget", { name: view.name })} onClick={() => forget.mutate(view.name)} />
                </li>
              ))}
            </ul>
          ) : (
            <p className="sm mut">{t("list.noViews")}</p>
          )}
          <form onSubmit={keep}>
            <input className="field" value={name} maxLength={40} aria-label={t("list.viewName")} placeholder={t("list.viewName")} onChange={(event) => setName(event.target.value)} />
            <Button small type="submit" look="primary" busy={save.isPending} disabled={!name.trim()}>
              {t("act.save")}
            </Button>
          </form>
          <p className="sm mut">{t("list.viewHint")}</p>
          {save.error ? <Failure error={save.error} /> : null}
        </div>
      )}
    </Popover>
  );
}
