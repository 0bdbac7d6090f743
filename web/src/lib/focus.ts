/** Brings a field into sight, and the caret into it; a part of it where its own place has no input. */
export function focusField(path: string) {
  const places = [path, path.replace(/\.[^.]+$/, ""), path.replace(/[.[].*$/, "")];
  const place = places.map((one) => document.querySelector<HTMLElement>(`[data-path="${CSS.escape(one)}"]`)).find(Boolean);
  place?.scrollIntoView({ block: "center" });
  place?.querySelector<HTMLElement>("input, textarea, select, button, [tabindex]")?.focus();
}
