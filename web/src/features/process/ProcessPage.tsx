/** The process in force, to be read: as a graph, as lists, part by part. The address names what is open. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Beside, Chips, PageHead } from "@/light/Page";
import { Failure, Waiting } from "@/light/states";
import { Tag } from "@/light/Tag";
import { label } from "@/lib/i18n";
import { type Process, processQuery } from "@/lib/process";
import { ProcessSettings } from "./ProcessSettings";
import { partOf } from "./model";
import { Chains, Clocks, Forms, Outline, Roles } from "./Outline";
import { Rule } from "./Rule";
import css from "./process.module.css";

const Graph = lazy(() => import("./Graph"));

const VIEWS = ["graph", "list", "documents", "clocks", "chains", "roles", "settings"] as const;
type View = (typeof VIEWS)[number];

interface Address {
  view?: string;
  part?: string;
  role?: string;
  layers?: string;
}

export default function ProcessPage() {
  const { t } = useTranslation();
  const { data: process, error, refetch } = useQuery(processQuery);
  const search = useSearch({ strict: false }) as Address;
  const navigate = useNavigate();
  const put = useCallback((next: Address) => void navigate({ to: ".", search: (before: Address) => ({ ...before, ...next }), replace: true }), [navigate]);
  const open = useCallback((id: string) => put({ part: id }), [put]);
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!process) return <Waiting rows={10} />;
  const narrow = window.matchMedia("(max-width: 820px)").matches;
  const view = (VIEWS as readonly string[]).includes(search.view ?? "") ? (search.view as View) : narrow ? "list" : "graph";
  const part = partOf(process, search.part);
  return (
    <>
      <PageHead title={t("rule.title")} note={label(process.name)}>
        <Tag tone="green">{`${t("rule.version", { version: process.version })} · ${t("rule.inForce")}`}</Tag>
      </PageHead>
      <div className={css.bar}>
        <Chips label={t("rule.parts")} chips={VIEWS.map((key) => ({ key, word: t(`rule.view.${key}`) }))} chosen={view} choose={(key) => put({ view: key })} />
        <span className="sp" />
        {view === "graph" ? <Filters process={process} search={search} put={put} /> : null}
      </div>
      <Beside wide beside={part ? <div className={css.pane}><Rule process={process} part={part} open={open} close={() => put({ part: undefined })} /></div> : null}>
        <Parts process={process} view={view} search={search} open={open} />
      </Beside>
    </>
  );
}

function Parts({ process, view, search, open }: { process: Process; view: View; search: Address; open: (id: string) => void }) {
  const layers = useMemo(() => layersOf(search.layers), [search.layers]);
  const shared = { process, chosen: search.part, open };
  if (view === "graph") {
    return (
      <Suspense fallback={<Waiting rows={10} />}>
        <Graph {...shared} layers={layers} role={search.role} />
      </Suspense>
    );
  }
  if (view === "settings") return <ProcessSettings process={process} />;
  const View = { list: Outline, documents: Forms, clocks: Clocks, chains: Chains, roles: Roles }[view];
  return <View {...shared} />;
}

function layersOf(text: string | undefined): ReadonlySet<string> {
  return new Set((text ?? "chain").split(",").filter(Boolean));
}

function Filters({ process, search, put }: { process: Process; search: Address; put: (next: Address) => void }) {
  const { t } = useTranslation();
  const layers = layersOf(search.layers);
  const turn = (layer: string) => {
    const next = new Set(layers);
    if (!next.delete(layer)) next.add(layer);
    put({ layers: [...next].join(",") || "none" });
  };
  return (
    <>
      <label className={css.check}>
        <input type="checkbox" checked={layers.has("chain")} onChange={() => turn("chain")} /> {t("rule.showChain")}
      </label>
      <label className={css.check}>
        <input type="checkbox" checked={layers.has("clock")} onChange={() => turn("clock")} /> {t("rule.showClock")}
      </label>
      <select className={`field ${css.select}`} aria-label={t("rule.filterRole")} value={search.role ?? ""} onChange={(event) => put({ role: event.target.value || undefined, part: event.target.value ? `role:${event.target.value}` : undefined })}>
        <option value="">{t("rule.allRoles")}</option>
        {process.roles.map((role) => (
          <option key={role.key} value={role.key}>
            {label(role.name)}
          </option>
        ))}
      </select>
    </>
  );
}
