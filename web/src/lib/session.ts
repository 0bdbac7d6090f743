/** Who is signed in, and what the menu may offer. The server decides; this only remembers its answer. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { read, type Schemas } from "./api";

/** The signed-in person as the server describes him. */
export type Session = Schemas["Me"];

export const sessionQuery = queryOptions({ queryKey: ["session"], queryFn: ({ signal }) => read("/session", { signal }), staleTime: 60_000, retry: false });

/** The session; pages are only shown once it is there. */
export function useSession(): Session | undefined {
  return useQuery(sessionQuery).data;
}

/** Whether the person holds one of these roles. */
export function holds(session: Session | undefined, ...roles: string[]): boolean {
  return !!session && roles.some((role) => session.roles.includes(role));
}
