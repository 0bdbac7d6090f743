/** The real server: one process on a free port, over a copy of the demo company. */
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { BINARY } from "./demo";
import { open } from "./postbox";

export interface Server {
  /** Where it is reached. */
  url: string;
  /** What it printed before it listened: the set-up token, where there is no company. */
  greeting: string[];
  /** Letters that it sent. */
  letters: string[];
  stop(): Promise<void>;
}

/** All tests come from one address, faster than people do. */
const LIMITS = "[limits.peer]\nper_s = 10000\nburst = 10000\n[limits.account]\nper_s = 10000\nburst = 10000\n";

/** Starts a server; `empty` is one without a company, `config` stands before its tables, `listen` is an address of its own, `tls` is with a certificate that it makes. `TONGGUAN_E2E_URL` names one that runs already, such as Vite before a server. */
export async function start({ empty = false, config: more = "", listen = "127.0.0.1:0", tls = false } = {}): Promise<Server> {
  const running = process.env.TONGGUAN_E2E_URL;
  if (running && !empty && !more && !tls) return { url: running, greeting: [], letters: [], stop: async () => {} };
  const data = mkdtempSync(join(tmpdir(), "tongguan-e2e-server-"));
  if (!empty) for (const part of ["tongguan.db", "files"]) cpSync(join(process.env.TONGGUAN_E2E_MADE as string, part), join(data, part), { recursive: true });
  const config = join(data, "tongguan.toml");
  const postbox = await open();
  writeFileSync(config, `${more}${LIMITS}[mail]\nserver = "127.0.0.1"\nport = ${postbox.port}\nsecurity = "none"\nfrom = "通关 <crm@tongguan.example>"\n`);
  const child = spawn(BINARY, ["serve", "--config", config, "--data", data, ...(tls ? [] : ["--plain-http"]), "--listen", listen], { stdio: ["ignore", "pipe", "inherit"] });
  const { url, greeting } = await listening(child, tls ? "https" : "http");
  return {
    url,
    greeting,
    letters: postbox.letters,
    async stop() {
      const ended = new Promise((done) => child.once("exit", done));
      child.kill("SIGTERM");
      await ended;
      postbox.close();
      rmSync(data, { recursive: true });
    },
  };
}

/** Reads what the server says until it says where it listens. */
function listening(child: ChildProcess, scheme: string): Promise<{ url: string; greeting: string[] }> {
  const greeting: string[] = [];
  return new Promise((found, failed) => {
    child.once("exit", (code) => failed(new Error(`the server ended with ${code} before it listened`)));
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on("line", (line) => {
      const listen = /"listen":"([^"]+)"/.exec(line)?.[1];
      if (listen) found({ url: `${scheme}://${listen}`, greeting });
      else greeting.push(line);
    });
  });
}
