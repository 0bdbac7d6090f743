/** The frame around every page: navigation, search, the bell, and who one is. */
import { Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { useQueryClient } from "@tanstack/react-query";
import { Suspense, useCallback, useEffect, useMemo, useReducer, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { lazily } from "@/lib/i18n";
import { useKeys } from "@/lib/keys";
import { listen } from "@/lib/live";
import { useSession } from "@/lib/session";
import { useNewVersion } from "@/lib/version";
import { MENU } from "./menu";
import { Nav, Tabs } from "./Nav";
import { TopBar } from "./TopBar";
import css from "./shell.module.css";

const SearchDialog = lazily(() => import("@/features/search/SearchDialog"));
const KeysDialog = lazily(() => import("./KeysDialog"));
const OutboxBar = lazily(() => import("@/features/document/OutboxBar"));
const SignInAgain = lazily(() => import("./SignInAgain"));

export function Shell() {
  const { t } = useTranslation();
  const session = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [searching, setSearching] = useState(false);
  const early = useRef("");
  const opener = useRef<Element | null>(null);
  const search = useCallback(() => {
    opener.current = document.activeElement;
    early.current = "";
    setSearching(true);
  }, []);
  // What takes the first keys is gone by then, so the browser alone does not know where the focus was.
  useEffect(() => {
    if (!searching) (opener.current as HTMLElement | null)?.focus({ preventScroll: true });
  }, [searching]);
  const [showsKeys, setShowsKeys] = useState(false);
  const online = useOnline();
  const isNew = useNewVersion();
  const waits = useWaiting();
  const [isOut, setOut] = useSignedOut();
  // The stream ends with the session; it begins again with the next.
  useEffect(() => (isOut ? undefined : listen(client)), [client, isOut]);
  const mustChange = session?.must_change_password && path !== "/me";
  useEffect(() => {
    if (mustChange) void navigate({ to: "/me" });
  }, [mustChange, navigate]);
  const bindings = useMemo(() => {
    const going = MENU.flatMap((group) => group.entries).filter((entry) => entry.key);
    return {
      "$mod+k": (event: KeyboardEvent) => {
        event.preventDefault();
        search();
      },
      "?": () => setShowsKeys(true),
      "Shift+?": () => setShowsKeys(true),
      ...Object.fromEntries(going.map((entry) => [`g ${entry.key}`, () => void navigate({ to: entry.to })])),
    };
  }, [navigate, search]);
  useKeys(bindings);
  if (!session) return null;
  return (
    <div className={css.app}>
      <a className={css.skip} href="#content">{t("app.skip")}</a>
      <Nav session={session} path={path} />
      <div>
        <TopBar session={session} path={path} search={search} help={() => setShowsKeys(true)} />
        {online ? null : <p className={css.notice} role="status">{t("app.offline")}</p>}
        {isNew ? (
          <p className={css.notice} role="status">
            {t("app.newVersion")} <button type="button" className="btn t s" onClick={() => location.reload()}>{t("app.refresh")}</button>
          </p>
        ) : null}
        <Suspense fallback={null}>{waits ? <OutboxBar /> : null}</Suspense>
        <main id="content" tabIndex={-1} className={css.main}>
          <Outlet />
        </main>
      </div>
      <Tabs session={session} path={path} />
      {searching ? (
        <Suspense fallback={<input className="visually-hidden" aria-label={t("app.search")} ref={(box) => box?.focus({ preventScroll: true })} onInput={(event) => (early.current = event.currentTarget.value)} />}>
          <SearchDialog early={() => early.current} close={() => setSearching(false)} />
        </Suspense>
      ) : null}
      <Suspense fallback={null}>
        {showsKeys ? <KeysDialog close={() => setShowsKeys(false)} /> : null}
        {isOut ? <SignInAgain session={session} done={() => setOut(false)} /> : null}
      </Suspense>
    </div>
  );
}

/** Whether the server said that nobody is signed in any more. */
function useSignedOut() {
  const [isOut, setOut] = useState(false);
  useEffect(() => {
    const hear = () => setOut(true);
    window.addEventListener("tongguan:signed-out", hear);
    return () => window.removeEventListener("tongguan:signed-out", hear);
  }, []);
  return [isOut, setOut] as const;
}

/** Whether something on this device waits to be sent. */
function useWaiting() {
  const [, look] = useReducer((times: number) => times + 1, 0);
  useEffect(() => {
    window.addEventListener("tongguan:outbox", look);
    return () => window.removeEventListener("tongguan:outbox", look);
  }, []);
  return !!localStorage.getItem("tongguan.outbox");
}

function useOnline() {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const follow = () => setOnline(navigator.onLine);
    window.addEventListener("online", follow);
    window.addEventListener("offline", follow);
    return () => {
      window.removeEventListener("online", follow);
      window.removeEventListener("offline", follow);
    };
  }, []);
  return online;
}
