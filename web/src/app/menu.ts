/** What the menu offers. Entries that a role cannot use are absent, not grey. */
import type { IconName } from "@/light/icons";
import { holds, type Session } from "@/lib/session";

export interface Entry {
  to: string;
  icon: IconName;
  word: "queue" | "approvals" | "leads" | "deals" | "quotes" | "contracts" | "delivery" | "collection" | "accounts" | "visits" | "insights" | "definition" | "audit" | "settings" | "exceptions" | "imports" | "privacy";
  /** The key that goes there after G. */
  key?: string;
  seen?: (session: Session) => boolean;
}

const leads = (session: Session) => holds(session, "sales_supervisor", "sales_manager", "sales_director", "general_manager", "sales_ops", "auditor", "finance_manager");

export const MENU: { heading?: "process" | "manage"; entries: Entry[] }[] = [
  {
    entries: [
      { to: "/", icon: "work", word: "queue", key: "w" },
      { to: "/approvals", icon: "approval", word: "approvals", key: "a" },
    ],
  },
  {
    heading: "process",
    entries: [
      { to: "/leads", icon: "lead", word: "leads", key: "l" },
      { to: "/deals", icon: "board", word: "deals", key: "s" },
      { to: "/accounts", icon: "account", word: "accounts" },
      { to: "/visits", icon: "calendar", word: "visits" },
      { to: "/quotes", icon: "quote", word: "quotes", key: "q" },
      { to: "/contracts", icon: "contract", word: "contracts", key: "h" },
      { to: "/delivery", icon: "delivery", word: "delivery" },
      { to: "/collection", icon: "money", word: "collection" },
    ],
  },
  {
    heading: "manage",
    entries: [
      { to: "/insights", icon: "insights", word: "insights", seen: leads },
      { to: "/process", icon: "flow", word: "definition" },
      { to: "/exceptions", icon: "warn", word: "exceptions", seen: leads },
      { to: "/audit", icon: "audit", word: "audit", seen: (session) => holds(session, "auditor", "sys_admin", "security_admin", "sales_director", "general_manager") },
      { to: "/imports", icon: "into", word: "imports", seen: (session) => holds(session, "sales_rep", "sales_ops", "sales_director", "finance_manager", "cashier", "sys_admin", "auditor", "general_manager") },
      { to: "/personal-data", icon: "lock", word: "privacy", seen: (session) => holds(session, "sales_ops", "auditor") },
      { to: "/settings", icon: "settings", word: "settings", seen: (session) => holds(session, "sys_admin", "security_admin", "sales_ops", "finance_manager", "general_manager") },
    ],
  },
];
