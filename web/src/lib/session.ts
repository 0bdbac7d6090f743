/** Who is signed in, and what the menu may offer. The server decides; this only remembers its answer. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { read, type Schemas } from "./api";
import { setZone } from "./zone";

/** The signed-in person as the server describes him. */
export type Session = Schemas["Me"];

let person = "";

/** Whose work this is: what is kept on a device that several share stays each person's own. */
export const whose = () => person;

export const sessionQuery = queryOptions({ queryKey: ["session"], queryFn: ({ signal }) => current(signal), staleTime: 60_000, retry: false });

async function current(signal: AbortSignal): Promise<Session> {
  const session = await read("/session", { signal });
  setZone(session.zone);
  person = session.person.id;
  return session;
}

/** The session; pages are only shown once it is there. */
export function useSession(): Session | undefined {
  return useQuery(sessionQuery).data;
}

/** Whether the person holds one of these roles. */
export function holds(session: Session | undefined, ...roles: string[]): boolean {
  return !!session && roles.some((role) => session.roles.includes(role));
}
