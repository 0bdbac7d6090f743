/** Every address of the browser interface. Pages are fetched when they are first needed; those with forms stand inside the antd layer. */
import type { QueryClient } from "@tanstack/react-query";
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { withWords } from "@/lib/i18n";
import { sessionQuery } from "@/lib/session";
import { Failed, Missing, Pending } from "./fallbacks";
import { FIRST_PAGES, LIGHT_PAGES, WITH_FORMS } from "./pages";
import { Shell } from "./Shell";

/** The router of this browser tab. */
export function makeRouter(client: QueryClient) {
  const root = createRootRoute({
    component: Shell,
    notFoundComponent: Missing,
    loader: () => client.ensureQueryData(sessionQuery),
  });
  const first = FIRST_PAGES.map(([path, load]) => createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load), validateSearch: kept }));
  const light = LIGHT_PAGES.map(([path, load]) => createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(withWords(load)), validateSearch: kept }));
  const forms = createRoute({ getParentRoute: () => root, id: "forms", component: lazyRouteComponent(() => import("./FormsLayer")) });
  const withForms = WITH_FORMS.map(([path, load]) => createRoute({ getParentRoute: () => forms, path, component: lazyRouteComponent(withWords(load)), validateSearch: kept }));
  return createRouter({
    routeTree: root.addChildren([...first, ...light, forms.addChildren(withForms)]),
    defaultPreload: "intent",
    defaultPendingComponent: Pending,
    defaultErrorComponent: Failed,
    scrollRestoration: true,
  });
}

/** Filters live in the address as they are. */
function kept(search: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value !== "").map(([key, value]) => [key, String(value)]));
}
