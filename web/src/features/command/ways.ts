/** Where a refusal leads: from its code and its data to what mends it. The server has judged; this only says where one goes next, and must never judge itself. */
import { fieldProblems, type FieldProblem, type Problem } from "@/lib/problem";
import lacks from "./lacks.json";
import ways from "./ways.json";

/** Where one goes next. */
export type Way =
  /** A paper to be written, or to be revised. */
  | { to: "write"; kind: string }
  /** A paper as it stands. */
  | { to: "paper"; document: string }
  /** A command on the same deal. */
  | { to: "act"; command: string }
  /** An approval that is under way. */
  | { to: "approval"; approval: string }
  /** A part of the deal's page; without one, its checklist. */
  | { to: "tab"; tab?: string }
  | { to: "page"; path: string }
  /** The customer of the deal. */
  | { to: "account" }
  /** A field of the form that was refused. */
  | { to: "field"; path: string }
  /** What is shown is older than what the server has. */
  | { to: "again" }
  /** Somebody else does it: a word to him. */
  | { to: "tell" };

type Refused = Pick<Problem, "code" | "params">;

/** By code: the way, and where it goes; the data of the refusal may name that. */
export const WAYS: Record<string, string> = ways;

/** Faults of the edge that a page meets and that are no refusal of the core. */
export const EDGE: Record<string, string> = { stale_version: "again", not_found: "page:/", forbidden: "page:/settings/organization" };

/** By what a deal lacks, for a command that has nothing to act upon. */
export const LACKS: Record<string, string> = lacks;

/** The way out of a refusal; none where its fields or its unmet conditions are shown with their own. */
export function wayOf({ code, params }: Refused): Way | undefined {
  const told = code === "nothing_to_act_on" ? LACKS[String(params.lacks)] : (WAYS[code] ?? EDGE[code]);
  const [to, where = ""] = told?.split(/:(.*)/) ?? [];
  const given = (key: string) => (typeof params[key] === "string" ? (params[key] as string) : undefined);
  switch (to) {
    case "write":
      return { to, kind: given(where) ?? where };
    case "act":
      return { to, command: given(where) ?? where };
    case "paper": {
      const document = given(where);
      return document ? { to, document } : { to: "tab", tab: "documents" };
    }
    case "approval": {
      const approval = given("approval");
      return approval ? { to, approval } : { to: "page", path: "/approvals" };
    }
    case "stage":
      return { to: "tab" };
    case "tab":
      return { to, tab: where };
    case "page":
      return { to, path: where };
    case "field":
      return { to, path: where };
    case "fields":
      return given("field") ? { to: "field", path: given("field") as string } : undefined;
    case "account":
    case "again":
    case "tell":
      return { to };
    default:
      return undefined;
  }
}

/** What is wrong with fields of a form that has these: told as such by the server, or meant by the refusal. */
export function atFields(problem: Problem, has: (key: string) => boolean): FieldProblem[] {
  const told = fieldProblems(problem);
  if (told.length) return told;
  const way = wayOf(problem);
  return way?.to === "field" && has(way.path) ? [{ path: way.path, code: problem.code, message: problem.detail }] : [];
}
