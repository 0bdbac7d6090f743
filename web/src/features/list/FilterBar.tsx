/** What narrows a list: text first, choices beside it, ranges behind one button. Each change is an address. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Icon } from "@/light/Icon";
import type { FilterState } from "@/lib/filters";
import { useKeys } from "@/lib/keys";
import { parseYuan } from "@/lib/money";
import { rowsQuery } from "@/lib/reference";
import { holds, useSession } from "@/lib/session";
import css from "./list.module.css";

/** One filter; its key is the server's. */
export type FilterSpec =
  | { kind: "choice"; key: string; label: string; options: { value: string; label: string }[] }
  | { kind: "owner" | "department" | "flag" | "yuan" | "date"; key: string; label: string };

interface Props {
  state: FilterState;
  specs: FilterSpec[];
  /** Behind the button 更多筛选. */
  further?: FilterSpec[];
  /** Whether there is a field for text. */
  text?: string;
  children?: ReactNode;
}

export function FilterBar({ state, specs, further = [], text, children }: Props) {
  const { t } = useTranslation();
  const used = further.filter((spec) => state.filters[spec.key]).length;
  const [open, setOpen] = useState(used > 0);
  return (
    <search className={css.bar}>
      {text ? <TextFilter state={state} label={text} /> : null}
      {specs.map((spec) => (
        <One key={spec.key} spec={spec} state={state} />
      ))}
      {further.length ? (
        <Button small icon="filter" aria-expanded={open} onClick={() => setOpen(!open)}>
          {used ? t("list.moreUsed", { count: used }) : t("list.more")}
        </Button>
      ) : null}
      {state.count ? (
        <Button small look="text" onClick={state.clear}>
          {t("act.clear")}
        </Button>
      ) : null}
      <span className="sp" />
      {children}
      {open && further.length ? (
        <div className={css.further}>
          {further.map((spec) => (
            <One key={spec.key} spec={spec} state={state} />
          ))}
        </div>
      ) : null}
    </search>
  );
}

/** Typed text goes into the address once it rests; never in the middle of an IME's composition. */
function TextFilter({ state, label }: { state: FilterState; label: string }) {
  const given = state.filters.q ?? "";
  const [typed, setTyped] = useState(given);
  const composing = useRef(false);
  const box = useRef<HTMLInputElement>(null);
  const put = state.put;
  const [seen, setSeen] = useState(given);
  if (seen !== given) {
    setSeen(given);
    if (typed.trim() !== given) setTyped(given);
  }
  useEffect(() => {
    if (composing.current || typed.trim() === given) return;
    const timer = setTimeout(() => put({ q: typed.trim() }), 250);
    return () => clearTimeout(timer);
  }, [typed, given, put]);
  const bindings = useMemo(() => ({ "/": (event: KeyboardEvent) => { event.preventDefault(); box.current?.focus(); } }), []);
  useKeys(bindings);
  return (
    <label className={css.text}>
      <Icon name="search" />
      <input
        ref={box}
        type="search"
        value={typed}
        placeholder={label}
        aria-label={label}
        onCompositionStart={() => { composing.current = true; }}
        onCompositionEnd={(event) => { composing.current = false; setTyped(`${event.currentTarget.value}`); put({ q: event.currentTarget.value.trim() }); }}
        onChange={(event) => setTyped(event.target.value)}
      />
      <kbd>/</kbd>
    </label>
  );
}

function One({ spec, state }: { spec: FilterSpec; state: FilterState }) {
  const value = state.filters[spec.key] ?? "";
  const put = (next: string) => state.put({ [spec.key]: next });
  if (spec.kind === "owner") return <Owner spec={spec} value={value} put={put} />;
  if (spec.kind === "department") return <Department spec={spec} value={value} put={put} />;
  if (spec.kind === "choice") return <Pick label={spec.label} value={value} options={spec.options} put={put} />;
  if (spec.kind === "flag")
    return (
      <button type="button" className={css.flag} aria-pressed={value === "true"} onClick={() => put(value === "true" ? "" : "true")}>
        {spec.label}
      </button>
    );
  return (
    <label className={css.range}>
      <span>{spec.label}</span>
      {spec.kind === "date" ? <input type="date" className={css.input} value={value} onChange={(event) => put(event.target.value)} /> : <Yuan value={value} put={put} />}
    </label>
  );
}

function Yuan({ value, put }: { value: string; put: (next: string) => void }) {
  const shown = value ? String(Number(value) / 100) : "";
  const [typed, setTyped] = useState(shown);
  const [seen, setSeen] = useState(shown);
  if (seen !== shown) {
    setSeen(shown);
    setTyped(shown);
  }
  const settle = () => {
    const minor = typed.trim() ? parseYuan(typed) : undefined;
    if (minor === undefined && typed.trim()) setTyped(shown);
    else put(minor === undefined ? "" : String(minor));
  };
  return <input inputMode="decimal" className={css.input} value={typed} onChange={(event) => setTyped(event.target.value)} onBlur={settle} onKeyDown={(event) => event.key === "Enter" && !event.nativeEvent.isComposing && settle()} />;
}

interface Picked {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  put: (next: string) => void;
}

function Pick({ label, value, options, put }: Picked) {
  const known = !value || options.some((one) => one.value === value);
  return (
    <select className={`${css.pick}${value ? ` ${css.on}` : ""}`} aria-label={label} value={value} onChange={(event) => put(event.target.value)}>
      <option value="">{label}</option>
      {options.map((one) => (
        <option key={one.value} value={one.value}>
          {one.label}
        </option>
      ))}
      {known ? null : <option value={value}>{value}</option>}
    </select>
  );
}

type Referred = { spec: { label: string }; value: string; put: (next: string) => void };

function Owner({ spec, value, put }: Referred) {
  const { t } = useTranslation();
  const session = useSession();
  const { data = [] } = useQuery(rowsQuery("/users"));
  const people = data.filter((row) => row.active !== false).map((row) => ({ value: row.id, label: row.name ?? "…" }));
  const me = holds(session, "sales_rep") || value === "me" ? [{ value: "me", label: t("list.mine") }] : [];
  return <Pick label={spec.label} value={value} options={[...me, { value: "pool", label: t("list.pool") }, ...people]} put={put} />;
}

function Department({ spec, value, put }: Referred) {
  const { data = [] } = useQuery(rowsQuery("/departments"));
  return <Pick label={spec.label} value={value} options={data.map((row) => ({ value: row.id, label: row.name ?? "…" }))} put={put} />;
}
