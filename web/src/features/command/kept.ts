/** What was typed into a command and not yet given, kept on this device until it is. */
import type { Body } from "@/lib/definition";
import { whose } from "@/lib/session";

const place = (deal: string, command: string) => `tongguan.command.${whose()}.${deal}.${command}`;

/** What was typed last time. */
export function kept(deal: string, command: string): Body | undefined {
  try {
    const text = localStorage.getItem(place(deal, command));
    return text ? (JSON.parse(text) as Body) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps what is typed. */
export function keep(deal: string, command: string, body: Body) {
  localStorage.setItem(place(deal, command), JSON.stringify(body));
}

/** It was given, or is not wanted any more. */
export function forget(deal: string, command: string) {
  localStorage.removeItem(place(deal, command));
}
