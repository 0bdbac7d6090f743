/** The organisation as rows: departments in the order of their tree, posts with their holders, people with their roles. */
import { queryOptions } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { roleName } from "@/features/process/words";
import { type Page, read, type Row } from "@/lib/api";
import { nameOf } from "@/lib/names";
import type { Organization } from "./OrganizationPage";

export type Department = Row<{ name: string; parent: string | null; active: boolean }>;
export type Post = Row<{ role: string; department: string; holder: string | null; since: string; reports_to: string | null; acting_until?: string | null; active: boolean }>;
export type Person = Row<{ name: string | null; department: string; login?: string; email?: string | null; phone?: string | null; active: boolean }>;
export type Delegation = Row<{ from: string; to: string; starts_at: string; ends_at: string }>;

export const delegationsQuery = queryOptions({ queryKey: ["reference", "/delegations"], queryFn: async ({ signal }) => ((await read("/delegations", { query: { limit: 200 }, signal })) as unknown as Page<Delegation>).items });

/** Departments from the top down, each with how deep it stands; those whose parent is not among them stand at the top. */
export function treeOf(departments: Department[]): { department: Department; depth: number }[] {
  const known = new Set(departments.map((one) => one.id));
  const children = (parent: string | null) => departments.filter((one) => (one.parent && known.has(one.parent) ? one.parent : null) === parent).sort((a, b) => a.name.localeCompare(b.name, "zh"));
  const seen = new Set<string>();
  const walk = (parent: string | null, depth: number): { department: Department; depth: number }[] =>
    children(parent).flatMap((department) => {
      if (seen.has(department.id)) return [];
      seen.add(department.id);
      return [{ department, depth }, ...walk(department.id, depth + 1)];
    });
  return walk(null, 0);
}

/** Posts that stand and that nobody holds. */
export function vacant(posts: Post[]): Post[] {
  return posts.filter((post) => post.active && !post.holder);
}

export type Absence = Row<{ person: string; kind: "leave" | "trip" | "other"; from: string; until: string; starts_at: string; ends_at: string; stands_in: string | null; note: string | null; cancelled: boolean }>;

export const absencesQuery = queryOptions({ queryKey: ["reference", "/absences"], queryFn: async ({ signal }) => ((await read("/absences", { query: { limit: 200 }, signal })) as unknown as Page<Absence>).items });

/** What a kind of change names, in the order in which it is asked for. */
export const CHANGES = {
  appoint: [{ key: "post", of: "post" }, { key: "person", of: "person" }],
  vacate: [{ key: "post", of: "post" }],
  move_post: [{ key: "post", of: "post" }, { key: "department", of: "department" }, { key: "reports_to", of: "post", optional: true }],
  close_post: [{ key: "post", of: "post" }],
  move_person: [{ key: "person", of: "person" }, { key: "department", of: "department" }],
  disable_person: [{ key: "person", of: "person" }],
  move_department: [{ key: "department", of: "department" }, { key: "parent", of: "department", optional: true }],
  close_department: [{ key: "department", of: "department" }],
} as const satisfies Record<string, readonly { key: string; of: "post" | "person" | "department"; optional?: boolean }[]>;

export type ChangeKind = keyof typeof CHANGES;
export interface Change {
  kind: ChangeKind;
  post?: string;
  person?: string;
  department?: string;
  reports_to?: string;
  parent?: string;
}
export type Reorganization = Row<{ name: string; on: string; changes: Change[]; planned_by: string | null; done_at: string | null; fault: { change: number; code: string } | null; cancelled_at: string | null }>;

export const reorganizationsQuery = queryOptions({ queryKey: ["reference", "/reorganizations"], queryFn: async ({ signal }) => ((await read("/reorganizations", { query: { limit: 200 }, signal })) as unknown as Page<Reorganization>).items });

/** A change in words: `任命 华东销售部 销售主管：李敏`. */
export function saidOf(change: Change, { people, posts, departments, process }: Organization, t: TFunction): string {
  const department = (id?: string) => departments.find((one) => one.id === id)?.name ?? "—";
  const post = (id?: string) => {
    const found = posts.find((one) => one.id === id);
    return found ? `${department(found.department)} ${roleName(process, found.role)}` : "—";
  };
  const words = { post: post(change.post), person: nameOf(people.find((one) => one.id === change.person)), department: department(change.department), above: change.kind === "move_department" ? department(change.parent) : post(change.reports_to) };
  return t(`organization.plan.said.${change.kind}`, words);
}

/** What may be chosen from: people who are here, departments and posts that stand, a post by its department, role and holder. */
export function optionsOf({ people, posts, departments, process }: Pick<Organization, "people" | "posts" | "departments" | "process">) {
  const department = (id: string) => departments.find((one) => one.id === id)?.name ?? "";
  const holder = (id: string | null) => (id ? nameOf(people.find((person) => person.id === id)) : "");
  return {
    person: people.filter((one) => one.active).map((one) => ({ key: one.id, word: nameOf(one) })),
    department: departments.filter((one) => one.active).map((one) => ({ key: one.id, word: one.name })),
    post: posts.filter((one) => one.active).map((one) => ({ key: one.id, word: `${department(one.department)} ${roleName(process, one.role)} ${holder(one.holder)}`.trim() })),
  };
}
