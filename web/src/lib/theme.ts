/** Light, dark, or as the system has it; kept on this device. */

export type Theme = "light" | "dark";

const KEY = "tongguan.theme";

/** The theme in force. */
export function theme(): Theme {
  const kept = localStorage.getItem(KEY);
  if (kept === "light" || kept === "dark") return kept;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Puts a theme on the page, and keeps it where a person chose it. */
export function showTheme(next: Theme, keep = false) {
  document.documentElement.dataset.theme = next;
  if (keep) localStorage.setItem(KEY, next);
  window.dispatchEvent(new CustomEvent("tongguan:theme", { detail: next }));
}
