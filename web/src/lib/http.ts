/** One way to the server: same origin, JSON, a fresh Idempotency-Key for each act of a person, problems as `ProblemError`. */
import i18n from "i18next";
import { ProblemError, problemFrom } from "./problem";

/** Answers of a GET, with the version that the server gave it. */
export interface Answer<T> {
  data: T;
  version?: string;
}

interface Options {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: unknown;
  /** The version seen, for `If-Match`. */
  version?: string | number;
  /** Kept by the caller where a retry must be the same attempt. */
  key?: string;
  signal?: AbortSignal;
}

const BASE = "/api/v1";

/** Asks the server. Throws `ProblemError` for any answer that is not success. Where he must show again who he is, he is asked to, and it is tried once more. */
export async function ask<T>(path: string, options: Options = {}): Promise<Answer<T>> {
  try {
    return await send<T>(path, options);
  } catch (fault) {
    if (!(fault instanceof ProblemError) || fault.problem.code !== "confirmation_needed") throw fault;
    const { confirm } = await import("@/app/confirm");
    if (!(await confirm(fault.problem.detail))) throw fault;
    // A refusal is remembered under its key: this is another attempt.
    return send<T>(path, { ...options, key: newKey() });
  }
}

async function send<T>(path: string, options: Options): Promise<Answer<T>> {
  const method = options.method ?? "GET";
  const headers: Record<string, string> = { accept: "application/json", "accept-language": i18n.language };
  if (method !== "GET") headers["idempotency-key"] = options.key ?? newKey();
  if (options.version !== undefined) headers["if-match"] = String(options.version).startsWith('"') ? String(options.version) : `"v${options.version}"`;
  if (options.body !== undefined) headers["content-type"] = "application/json";
  const response = await fetch(BASE + path, { method, headers, body: options.body === undefined ? undefined : JSON.stringify(options.body), signal: options.signal, credentials: "same-origin" });
  return read<T>(response);
}

/** Reads an answer, or throws what it says. */
export async function read<T>(response: Response): Promise<Answer<T>> {
  const isJson = /json/.test(response.headers.get("content-type") ?? "");
  const body: unknown = isJson ? await response.json() : undefined;
  if (!response.ok) {
    const problem = problemFrom(body, response.status);
    if (problem.code === "unauthenticated") window.dispatchEvent(new Event("tongguan:signed-out"));
    throw new ProblemError(problem);
  }
  return { data: body as T, version: response.headers.get("etag") ?? undefined };
}

/** Only the data of a GET. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await ask<T>(path, { signal })).data;
}

/** A key for one attempt of a person. */
export function newKey(): string {
  return crypto.randomUUID ? crypto.randomUUID() : [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
