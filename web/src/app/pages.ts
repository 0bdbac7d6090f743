/** Which page stands at which address. */
import type { ComponentType } from "react";

type Page = [path: string, load: () => Promise<{ default: ComponentType }>];

/** Pages of the light layer: no form, first to be seen. */
export const LIGHT_PAGES: Page[] = [["/deals/$id", () => import("@/features/deal/DealPage")]];

/** Pages with forms and pickers. */
export const WITH_FORMS: Page[] = [
  ["/deals/$id/write/$kind", () => import("@/features/document/WritePage")],
  ["/deals/$id/documents/$document", () => import("@/features/document/DocumentPage")],
];
