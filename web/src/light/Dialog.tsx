/** A dialog of the light layer on the browser's own `<dialog>`: focus stays inside, Escape closes, the page behind rests. */
import { useEffect, useLayoutEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "./Button";
import css from "./dialog.module.css";

interface Props {
  title: ReactNode;
  close: () => void;
  children: ReactNode;
  foot?: ReactNode;
  /** From the right edge, for what belongs to the page behind. */
  drawer?: boolean;
  wide?: boolean;
  /** Without a margin around what is shown. */
  flush?: boolean;
  /** What is typed here is kept nowhere else: a click beside it closes nothing then, and the browser asks before the page goes. */
  guarded?: boolean;
}

/** Escape closes the list that is open in the field before it closes the dialog around it. */
const isListOpen = () => document.activeElement?.getAttribute("aria-expanded") === "true";

export function Dialog({ title, close, children, foot, drawer, wide, flush, guarded }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDialogElement>(null);
  const typed = useRef(false);
  useEffect(() => {
    if (!guarded) return;
    const ask = (event: BeforeUnloadEvent) => {
      if (!typed.current) return;
      event.preventDefault();
      // Chromium before 119 asks only for this.
      event.returnValue = true;
    };
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [guarded]);
  // Closed before it is taken from the page: only then the browser gives the focus back to where it was.
  useLayoutEffect(() => {
    const dialog = box.current;
    if (!dialog || dialog.open) return;
    dialog.showModal();
    return () => dialog.close();
  }, []);
  return (
    <dialog ref={box} className={`${css.dialog}${drawer ? ` ${css.drawer}` : ""}${wide ? ` ${css.wide}` : ""}`} aria-label={typeof title === "string" ? title : undefined} onCancel={(event) => { event.preventDefault(); if (!isListOpen()) close(); }} onInput={() => { typed.current = true; }} onClick={(event) => event.target === box.current && !(guarded && typed.current) && close()}>
      <div className={css.inner}>
        <header>
          <h2>{title}</h2>
          <span className="sp" />
          <IconButton icon="close" label={t("act.close")} onClick={close} />
        </header>
        <div className={flush ? css.flush : css.body}>{children}</div>
        {foot ? <footer>{foot}</footer> : null}
      </div>
    </dialog>
  );
}
