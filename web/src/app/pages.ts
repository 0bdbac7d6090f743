/** Which page stands at which address. */
import type { ComponentType } from "react";

type Page = [path: string, load: () => Promise<{ default: ComponentType }>];

/** The first page: within the budget of the first screen, its words among those of the frame. */
export const FIRST_PAGES: Page[] = [["/", () => import("@/features/queue/QueuePage")]];

/** Pages of the light layer: no form, first to be seen. */
export const LIGHT_PAGES: Page[] = [
  ["/accounts", () => import("@/features/accounts/AccountsPage")],
  ["/accounts/$id", () => import("@/features/accounts/AccountPage")],
  ["/appeals", () => import("@/features/appeals/AppealsPage")],
  ["/approvals", () => import("@/features/approvals/ApprovalsPage")],
  ["/collection", () => import("@/features/collection/CollectionPage")],
  ["/contracts", () => import("@/features/papers/ContractsPage")],
  ["/deals", () => import("@/features/deals/DealsPage")],
  ["/deals/$id", () => import("@/features/deal/DealPage")],
  ["/delivery", () => import("@/features/delivery/DeliveryListPage")],
  ["/invoices", () => import("@/features/papers/InvoicesPage")],
  ["/leads", () => import("@/features/deals/LeadsPage")],
  ["/me", () => import("@/features/me/MePage")],
  ["/merges", () => import("@/features/merges/MergesPage")],
  ["/notices", () => import("@/features/notices/NoticesPage")],
  ["/audit", () => import("@/features/audit/AuditPage")],
  ["/hand-overs", () => import("@/features/handover/HandOversPage")],
  ["/imports", () => import("@/features/imports/ImportsPage")],
  ["/exceptions", () => import("@/features/audit/ExceptionsPage")],
  ["/insights", () => import("@/features/insights/InsightsPage")],
  ["/personal-data", () => import("@/features/privacy/PersonalDataPage")],
  ["/pool", () => import("@/features/pool/PoolPage")],
  ["/process", () => import("@/features/process/ProcessPage")],
  ["/settings", () => import("@/features/settings/SettingsPage")],
  ["/settings/calendar", () => import("@/features/settings/CalendarPage")],
  ["/settings/organization", () => import("@/features/settings/OrganizationPage")],
  ["/settings/pools", () => import("@/features/settings/PoolsPage")],
  ["/settings/fields", () => import("@/features/settings/FieldRulesPage")],
  ["/settings/separations", () => import("@/features/settings/SeparationsPage")],
  ["/settings/prices", () => import("@/features/settings/PricesPage")],
  ["/quotes", () => import("@/features/papers/QuotesPage")],
  ["/visits", () => import("@/features/visits/VisitsPage")],
];

/** Pages with forms and pickers. */
export const WITH_FORMS: Page[] = [
  ["/leads/new", () => import("@/features/lead/NewLeadPage")],
  ["/deals/$id/write/$kind", () => import("@/features/document/WritePage")],
  ["/deals/$id/documents/$document", () => import("@/features/document/DocumentPage")],
];
