/** Files go up as they are and are known by their SHA-256 afterwards. */
import { queryOptions } from "@tanstack/react-query";
import type { Schemas } from "./api";
import { newKey, read } from "./http";

/** Where a file is opened: through the deal that names it, where there is one; else it is only its sender's. */
export function fileAddress(digest: string, deal?: string): string {
  return deal ? `/api/v1/deals/${deal}/files/${digest}` : `/api/v1/files/${digest}`;
}

/** What a file is called and what it is, as the server gives it out. */
export const fileQuery = (digest: string, deal?: string) =>
  queryOptions({ queryKey: ["file", deal, digest], queryFn: () => headOf(fileAddress(digest, deal)), staleTime: Infinity, retry: false });

/** Sends a file and answers its digest. */
export async function sendFile(file: File): Promise<string> {
  const headers = { "content-type": file.type || "application/octet-stream", "idempotency-key": newKey() };
  const response = await fetch(`/api/v1/files?${new URLSearchParams({ name: file.name })}`, { method: "POST", headers, body: file, credentials: "same-origin" });
  return (await read<Schemas["FileView"]>(response)).data.sha256;
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

async function headOf(address: string): Promise<{ name: string; type: string }> {
  const response = await fetch(address, { method: "HEAD", credentials: "same-origin" });
  if (!response.ok) await read(response);
  return { name: nameIn(response.headers.get("content-disposition") ?? ""), type: response.headers.get("content-type") ?? "application/octet-stream" };
}

/** The name that a `Content-Disposition` gives, in its true letters. */
export function nameIn(disposition: string): string {
  const coded = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1];
  const plain = /filename="([^"]+)"/.exec(disposition)?.[1];
  return coded ? decodeURIComponent(coded) : (plain ?? "export");
}
