/** The organisation as rows: departments in the order of their tree, posts with their holders, people with their roles. */
import { queryOptions } from "@tanstack/react-query";
import { type Page, read, type Row } from "@/lib/api";

export type Department = Row<{ name: string; parent: string | null; active: boolean }>;
export type Post = Row<{ role: string; department: string; holder: string | null; since: string; reports_to: string | null; active: boolean }>;
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
