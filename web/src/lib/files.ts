/** Files go up as they are and are known by their SHA-256 afterwards. */
import type { Schemas } from "./api";
import { newKey, read } from "./http";

/** Where a file is opened: through the deal that names it, where there is one; else it is only its sender's. */
export function fileAddress(digest: string, deal?: string): string {
  return deal ? `/api/v1/deals/${deal}/files/${digest}` : `/api/v1/files/${digest}`;
}

/** Names under which files were sent from here: the server keeps contents, a page that was just used still knows the name. */
const names = new Map<string, string>();

/** What to call a file: its name where it was sent from here, else the beginning of its digest. */
export function fileName(digest: string): string {
  return names.get(digest) ?? digest.slice(0, 10);
}

/** Sends a file and answers its digest. */
export async function sendFile(file: File): Promise<string> {
  const headers = { "content-type": file.type || "application/octet-stream", "idempotency-key": newKey() };
  const response = await fetch("/api/v1/files", { method: "POST", headers, body: file, credentials: "same-origin" });
  const { sha256 } = (await read<Schemas["FileView"]>(response)).data;
  names.set(sha256, file.name);
  return sha256;
}

/** What the server found in a template. */
export type Added = Schemas["AddedView"];

/** Adds a template of papers; with `dryRun` the server only looks at it. */
export async function addTemplate(file: File, { kind, name, dryRun }: { kind: string; name: string; dryRun: boolean }): Promise<Added> {
  const headers = { "content-type": "application/octet-stream", "idempotency-key": newKey() };
  const query = new URLSearchParams({ kind, name, ...(dryRun ? { dry_run: "true" } : {}) });
  const response = await fetch(`/api/v1/paper-templates?${query}`, { method: "POST", headers, body: file, credentials: "same-origin" });
  return (await read<Added>(response)).data;
}

/** What a file is, told by its bytes when it came. */
export async function fileType(address: string): Promise<string> {
  const response = await fetch(address, { method: "HEAD", credentials: "same-origin" });
  if (!response.ok) await read(response);
  return response.headers.get("content-type") ?? "application/octet-stream";
}
