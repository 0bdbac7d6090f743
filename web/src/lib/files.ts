/** Files go up as they are and are known by their SHA-256 afterwards. */
import type { Schemas } from "./api";
import { newKey, read } from "./http";

/** Where a file is opened. */
export function fileAddress(digest: string): string {
  return `/api/v1/files/${digest}`;
}

/** Sends a file and answers its digest. */
export async function sendFile(file: File): Promise<string> {
  const headers = { "content-type": file.type || "application/octet-stream", "idempotency-key": newKey() };
  const response = await fetch("/api/v1/files", { method: "POST", headers, body: file, credentials: "same-origin" });
  return (await read<Schemas["FileView"]>(response)).data.sha256;
}
