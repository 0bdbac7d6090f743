/** What a page shows when it has nothing, not yet, or not at all. */
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type Problem, problemOf } from "@/lib/problem";
import { Button } from "./Button";
import css from "./states.module.css";

/** Says why there is nothing, and what to do about it. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className={css.empty}>
      <p>{children}</p>
      {action ? <div>{action}</div> : null}
    </div>
  );
}

/** Nothing for the first 300 ms, then the shape of what will come; after 8 s a word about it. */
export function Waiting({ rows = 5, retry }: { rows?: number; retry?: () => void }) {
  const { t } = useTranslation();
  const shown = useAfter(300);
  const slow = useAfter(8000);
  if (!shown) return <div hidden aria-busy="true" />;
  return (
    <div className={css.skeleton} role="status" aria-label={t("state.loading")}>
      {Array.from({ length: rows }, (_, row) => (
        <i key={row} />
      ))}
      {slow ? (
        <p className="sm mut">
          {t("state.slow")} {retry ? <Button small look="text" onClick={retry}>{t("act.retry")}</Button> : null}
        </p>
      ) : null}
    </div>
  );
}

function useAfter(ms: number) {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return passed;
}

/** What failed, in the server's words, with the number under which its log tells more. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation();
  const problem: Problem = problemOf(error);
  return (
    <div className={css.problem} role="alert">
      <b>{problem.title}</b>
      <span>{problem.detail}</span>
      <span className="sm mut">
        {problem.requestId ? (
          <>
            {t("state.request")} <code>{problem.requestId}</code>{" "}
            <Button small look="text" onClick={() => void navigator.clipboard?.writeText(problem.requestId ?? "")}>{t("act.copy")}</Button>
          </>
        ) : null}
        {retry ? <Button small look="text" onClick={retry}>{t("act.retry")}</Button> : null}
      </span>
    </div>
  );
}
