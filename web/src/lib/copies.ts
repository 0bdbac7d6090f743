/** Copies on paper: made and registered by the server when somebody asks for one, then saved or sent. */
import i18n from "i18next";
import type { Body } from "./definition";
import { newKey, read } from "./http";

/** A copy that the server has just made. */
export interface Copy {
  /** Its entry in the register; absent for an empty form. */
  id: string;
  /** The name of its file. */
  name: string;
  file: Blob;
}

/** The formats in people's words. */
export const FORMAT_NAMES: Record<string, string> = { pdf: "PDF", xlsx: "Excel", docx: "Word" };

/** What is asked of a copy. */
export interface Wanted {
  format: string;
  language: string;
  audience?: string;
  revision?: number;
  template?: string;
  /** The customer's people it is for. */
  to?: string[];
  /** Of a draft: the document that is revised, and what is typed. */
  document?: string | null;
  body?: Body;
}

/** Has a copy made. `address` is under the API. */
export async function takeCopy(address: string, wanted: Wanted): Promise<Copy> {
  const headers = { "accept-language": i18n.language, "content-type": "application/json", "idempotency-key": newKey() };
  const response = await fetch(`/api/v1${address}`, { method: "POST", headers, body: JSON.stringify(wanted), credentials: "same-origin" });
  if (!response.ok) await read(response);
  return { id: response.headers.get("copy-id") ?? "", name: nameIn(response.headers.get("content-disposition") ?? ""), file: await response.blob() };
}

/** The name that RFC 6266 gives a file. */
export function nameIn(disposition: string): string {
  const coded = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1];
  return coded ? decodeURIComponent(coded) : "";
}

/** Saves a file as the browser saves downloads. */
export function save({ name, file }: Pick<Copy, "name" | "file">): void {
  const address = URL.createObjectURL(file);
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
