/** What was given without a connection: kept on this device, sent when the server is back, each with the key of its first attempt. The server judges by its own time. */
import { give } from "./api";
import type { Body } from "./definition";
import { forgetHere } from "./draft";
import { sendFile } from "./files";
import { newKey } from "./http";
import { problemOf } from "./problem";
import { whose } from "./session";
import { allOf, drop, fetchOne, store } from "./store";

/** A command that waits. */
export interface Waiting {
  /** Its idempotency key: however often it is sent, it is done once. */
  key: string;
  deal: string;
  /** Who gave it: it is sent in nobody else's name. */
  by: string;
  /** What it is, for people. */
  title: string;
  at: string;
  command: Body;
  /** Why the server refused it, where it did: then a person must look at it. */
  refused?: string;
}

const CHANGED = "tongguan:outbox";
/** Set while something waits, so that a page knows it before it has fetched what sends it. */
const FLAG = "tongguan.outbox";
const LOCAL = "local:";

/** Puts a command by. */
export async function putBy(deal: string, title: string, body: Body, key = newKey()): Promise<void> {
  await store("outbox", { key, deal, by: whose(), title, at: new Date().toISOString(), command: body } satisfies Waiting);
  localStorage.setItem(FLAG, "1");
  tell();
}

/** Everything of this person that waits, the oldest first. */
export async function waiting(): Promise<Waiting[]> {
  return (await allOf<Waiting>("outbox")).filter((one) => one.by === whose()).sort((a, b) => a.at.localeCompare(b.at));
}

/** Takes a command back. */
export async function takeBack(key: string): Promise<void> {
  await drop("outbox", key);
  await lowerFlag();
  tell();
}

async function lowerFlag() {
  if (!(await waiting()).length) localStorage.removeItem(FLAG);
}

/** Keeps a file for later; its name stands in the form until it is sent. */
export async function keepFile(file: File): Promise<string> {
  const key = LOCAL + newKey();
  await store("files", { key, file });
  return key;
}

/** Whether a value of a form names a file that waits. */
export function isLocal(value: unknown): boolean {
  return typeof value === "string" && value.startsWith(LOCAL);
}

/** A body with the files that waited sent, and their digests in their places. */
export async function withFilesSent(value: unknown): Promise<unknown> {
  if (isLocal(value)) {
    const kept = await fetchOne<{ file: File }>("files", value as string);
    if (!kept) return undefined;
    const digest = await sendFile(kept.file);
    await drop("files", value as string);
    return digest;
  }
  if (Array.isArray(value)) return (await Promise.all(value.map(withFilesSent))).filter((one) => one !== undefined);
  if (typeof value !== "object" || value === null) return value;
  const entries = await Promise.all(Object.entries(value).map(async ([key, one]) => [key, await withFilesSent(one)] as const));
  return Object.fromEntries(entries);
}

let running: Promise<number> | undefined;

/** Sends what waits, in order; answers how many were done. One that is refused stays, marked; without a connection all stay. */
export function sendAll(): Promise<number> {
  running ??= send().finally(() => {
    running = undefined;
  });
  return running;
}

async function send(): Promise<number> {
  let done = 0;
  for (const one of (await waiting()).filter((each) => !each.refused)) {
    try {
      const body = (await withFilesSent(one.command)) as Body;
      await store("outbox", { ...one, command: body });
      await give(`/deals/${one.deal}/commands`, body, { key: one.key });
      await drop("outbox", one.key);
      forgetHere(one.deal, String(body.kind), (body.document as string | null) ?? undefined);
      done++;
    } catch (error) {
      const { status, detail } = problemOf(error);
      if (status === 0 || status === 401 || status === 429 || status >= 500) break;
      await store("outbox", { ...one, refused: detail });
    }
    tell();
  }
  await lowerFlag();
  if (done) tell();
  return done;
}

/** Calls back whenever something was put by, sent or refused. */
export function onChange(changed: () => void): () => void {
  window.addEventListener(CHANGED, changed);
  return () => window.removeEventListener(CHANGED, changed);
}

function tell() {
  window.dispatchEvent(new Event(CHANGED));
}
