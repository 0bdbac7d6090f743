/** Keys without a mouse: off while somebody types, off while an IME composes, off where a person switched them off. */
import { useEffect } from "react";
import { tinykeys } from "tinykeys";

const OFF = "tongguan.keys-off";

/** Whether single keys act. */
export function keysAreOn(): boolean {
  return localStorage.getItem(OFF) !== "1";
}

/** Switches single keys on or off on this device (WCAG 2.1.4). */
export function switchKeys(on: boolean) {
  if (on) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "1");
}

/** True while the key belongs to a text field or to an IME that composes (Enter then only picks a candidate). */
export function belongsToTyping(event: KeyboardEvent): boolean {
  if (event.isComposing || event.keyCode === 229) return true;
  const target = event.target as HTMLElement | null;
  if (!target) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

type Bindings = Record<string, (event: KeyboardEvent) => void>;

/** Binds keys as long as the component is shown. Keys with a modifier act while typing as well. */
export function useKeys(bindings: Bindings, active = true) {
  useEffect(() => {
    if (!active) return;
    const guarded = Object.fromEntries(
      Object.entries(bindings).map(([keys, act]) => {
        const modified = /\$mod|Control|Alt|Meta|Escape/.test(keys);
        return [
          keys,
          (event: KeyboardEvent) => {
            if (event.isComposing || event.keyCode === 229) return;
            if (!modified && (belongsToTyping(event) || !keysAreOn())) return;
            act(event);
          },
        ];
      }),
    );
    return tinykeys(window, guarded);
  }, [bindings, active]);
}
