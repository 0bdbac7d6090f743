/** The server's API with its own types: `Schemas["DealView"]` is what `docs/api/openapi.json` says a deal is. Nothing here knows a rule. */
import type { components, paths } from "@/api/schema";
import { type Answer, ask } from "./http";

/** What the server sends and takes, by name. */
export type Schemas = components["schemas"];

/** Someone or something by name; the name is absent where it was erased. */
export type Named = Schemas["Named"];

/** A row of reference data: its id, its version, and its fields, which no type describes yet. */
export type Row<Fields = Record<string, unknown>> = Fields & { id: string; version: number };

/** A page of a list, with where to go on. */
export interface Page<Item> {
  items: Item[];
  next?: string | null;
}

type Api = { [P in keyof paths as P extends `/api/v1${infer Rest}` ? Rest : never]: paths[P] };
type Json<R> = R extends { content: { "application/json": infer Body } } ? Body : undefined;

/** The addresses that can be read. */
export type Readable = { [P in keyof Api]: Api[P] extends { get: object } ? P : never }[keyof Api];

/** What reading an address answers. */
export type Reply<P extends Readable> = Api[P] extends { get: { responses: { 200: infer R } } } ? Json<R> : undefined;

type Place<P extends Readable> = Api[P] extends { get: { parameters: { path: infer Part } } } ? { path: Part } : { path?: undefined };
type Filter<P extends Readable> = Api[P] extends { get: { parameters: { query?: infer Query } } } ? { query?: Query } : { query?: undefined };

/** Where and what to read. */
export type Asked<P extends Readable> = Place<P> & Filter<P> & { signal?: AbortSignal };

/** Reads an address of the API; a misspelt path, parameter or field does not compile. */
export async function read<P extends Readable>(path: P, ...[asked]: object extends Asked<P> ? [Asked<P>?] : [Asked<P>]): Promise<Reply<P>> {
  const { data } = await ask<Reply<P>>(address(path, asked?.path ?? {}, asked?.query ?? {}), { signal: asked?.signal });
  return data;
}

/** What gave a command: kept by the caller where a retry must be the same attempt. */
export interface Attempt {
  version?: string | number;
  key?: string;
  dryRun?: boolean;
}

/** Gives a command: to a deal, to a row of reference data, or to a list of it. With `dryRun` it is only decided. */
export function give(path: string, body: object, { version, key, dryRun }: Attempt = {}): Promise<Answer<Schemas["Executed"]>> {
  return ask<Schemas["Executed"]>(`${path}${dryRun ? "?dry_run=true" : ""}`, { method: "POST", body, version, key });
}

/** The address with its parts and filters filled in; filters that say nothing are left out. */
export function address(path: string, parts: object, query: object): string {
  const place = Object.entries(parts).reduce((text, [key, value]) => text.replace(`{${key}}`, encodeURIComponent(String(value))), path);
  const filters = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== "");
  const words = new URLSearchParams(filters.map(([key, value]) => [key, String(value)])).toString();
  return words ? `${place}?${words}` : place;
}
