/**
 * The one policy by which text may become markup or an address of a script (Trusted Types, asked for by the server's policy).
 * antd writes style sheets through `innerHTML`: text without a tag passes, anything that could be an element does not.
 */
interface Factory {
  createPolicy(name: string, rules: { createHTML(text: string): string | null; createScriptURL(url: string): string | null }): unknown;
}

/** What may be written as markup: text that holds no tag. */
export function markup(text: string): string | null {
  return text.includes("<") ? null : text;
}

/** What may be fetched as a script: a file of this server. */
export function script(url: string, origin: string): string | null {
  return new URL(url, `${origin}/`).origin === origin ? url : null;
}

/** Puts the policy in force where the browser knows policies. */
export function trust() {
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  factory?.createPolicy("default", { createHTML: markup, createScriptURL: (url) => script(url, location.origin) });
}
