/** Brings a field into sight, and the caret into it; a part of it where its own place has no input. Of two forms that have it, the one above. */
export function focusField(path: string) {
  const above = [...document.querySelectorAll("dialog[open]")].pop() ?? document;
  const places = [path, path.replace(/\.[^.]+$/, ""), path.replace(/[.[].*$/, "")];
  const find = (root: ParentNode) => places.map((one) => root.querySelector<HTMLElement>(`[data-path="${CSS.escape(one)}"]`)).find(Boolean);
  const place = find(above) ?? find(document);
  place?.scrollIntoView({ block: "center" });
  place?.querySelector<HTMLElement>("input, textarea, select, button, [tabindex]")?.focus({ preventScroll: true });
}
