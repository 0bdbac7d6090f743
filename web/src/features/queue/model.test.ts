/** The numbers of the day count every row that they show. */
import { expect, test } from "vitest";
import { type Counts, type Task, withTasks } from "./model";

const counts = { counted_to: 1000, overdue: 2, today: 1, soon: 4, later: 9, approvals: 0, notices: 0, others: 0, requested: 0, overdue_working_days: 3, next_today_at: "2026-11-27T09:00:00Z", soon_until: "2026-12-02", approvals_since: null } as Counts;

const task = (urgency: string, due_at: string, working_days = 0) => ({ kind: "account_appeal", id: due_at, urgency, due_at, working_days, is_missed: urgency === "overdue" }) as Task;

test("what belongs to no deal is counted beside the duties", () => {
  const told = withTasks(counts, [task("overdue", "2026-11-20T09:00:00Z", 5), task("today", "2026-11-27T08:00:00Z"), task("later", "2027-01-01T09:00:00Z")]);
  expect(told).toMatchObject({ overdue: 3, today: 2, soon: 4, later: 9, overdue_working_days: 5, next_today_at: "2026-11-27T08:00:00Z" });
});

test("without any the numbers stay, and what is not known yet is not made up", () => {
  expect(withTasks(counts, [])).toEqual(counts);
  expect(withTasks(undefined, [task("today", "2026-11-27T08:00:00Z")])).toBeUndefined();
});
