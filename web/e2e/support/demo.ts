/** Once before all tests: a small demo company, of which every worker takes a copy. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The program under test. */
export const BINARY = process.env.TONGGUAN_BIN ?? new URL("../../../target/debug/tongguan", import.meta.url).pathname;

/** Leads of the small company: enough that every stage has deals in it. */
const LEADS = "60";
const SEED = "3";

/** Makes the company, or takes the one that `TONGGUAN_E2E_DEMO` names and leaves it there. */
export default function make() {
  if (process.env.TONGGUAN_E2E_URL) return undefined;
  if (!existsSync(BINARY)) throw new Error(`${BINARY} is missing: cargo build -p tongguan-server`);
  const kept = process.env.TONGGUAN_E2E_DEMO;
  const folder = kept ?? mkdtempSync(join(tmpdir(), "tongguan-e2e-"));
  if (!existsSync(join(folder, "tongguan.db"))) {
    execFileSync(BINARY, ["demo", "--data", folder, "--deals", LEADS, "--seed", SEED], { stdio: ["ignore", "ignore", "inherit"] });
  }
  process.env.TONGGUAN_E2E_MADE = folder;
  return () => {
    if (!kept) rmSync(folder, { recursive: true });
  };
}
