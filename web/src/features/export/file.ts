/** A file that the server makes: asked for, and saved under the name that the server gives it. */
import i18n from "i18next";
import { nameIn } from "@/lib/files";
import { newKey, read } from "@/lib/http";

/** What to take out. */
export interface Order {
  list: string;
  filters: Record<string, string>;
}

/** Asks for a file and saves it; throws what the server says where there is none. */
export async function takeFile(path: string, body: object): Promise<void> {
  const headers = { accept: "*/*", "accept-language": i18n.language, "content-type": "application/json", "idempotency-key": newKey() };
  const response = await fetch(`/api/v1${path}`, { method: "POST", headers, body: JSON.stringify(body), credentials: "same-origin" });
  if (!response.ok) await read(response);
  save(await response.blob(), nameIn(response.headers.get("content-disposition") ?? ""));
}

function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
