/** A fault as the server tells it (RFC 9457), or as the browser must when the server is not there. */
import i18n from "i18next";

/** A field that a form must mend. */
export interface FieldProblem {
  path: string;
  code: string;
  message?: string;
}

/** What a person is told. */
export interface Problem {
  code: string;
  status: number;
  title: string;
  detail: string;
  params: Record<string, unknown>;
  requestId?: string;
}

/** Thrown by every call that was not answered with success. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** The problem behind anything that was thrown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return { code: "unreachable", status: 0, title: i18n.t("state.unreachable"), detail: i18n.t("state.unreachableDetail"), params: {} };
}

/** The problem that a body describes. */
export function problemFrom(body: unknown, status: number): Problem {
  const given = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const text = (key: string) => (typeof given[key] === "string" ? (given[key] as string) : undefined);
  return {
    code: text("code") ?? "unknown",
    status,
    title: text("title") ?? i18n.t("state.failed"),
    detail: text("detail") ?? i18n.t("state.failedDetail", { status }),
    params: (given.params as Record<string, unknown>) ?? {},
    requestId: text("request_id"),
  };
}

/** Faults of a payload that name one field: it is missing, or holds what it cannot. */
const OF_ONE_FIELD = new Set(["missing_field", "invalid_value", "wrong_type"]);

/** Problems of fields, by path. */
export function fieldProblems(problem: Pick<Problem, "code" | "detail" | "params">): FieldProblem[] {
  const { problems, path, field } = problem.params;
  if (Array.isArray(problems)) return (problems as Told[]).map(({ message, ...one }) => ({ ...one, message: spoken(message) }));
  if (!OF_ONE_FIELD.has(problem.code) || typeof path !== "string") return [];
  const place = [path.replace(/^\$\.?/, ""), field].filter(Boolean).join(".");
  return place ? [{ path: place, code: problem.code, message: problem.code === "missing_field" ? i18n.t("state.required") : problem.detail }] : [];
}

/** A problem as the server tells it: what is said beside the field comes in both languages. */
type Told = Omit<FieldProblem, "message"> & { message?: string | { zh: string; en: string } };

function spoken(message: Told["message"]): string | undefined {
  if (typeof message !== "object") return message;
  return i18n.language?.startsWith("en") ? message.en : message.zh;
}
