import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { makeRouter } from "@/app/router";
import { startWords } from "@/lib/i18n";
import { problemOf } from "@/lib/problem";
import { sessionQuery } from "@/lib/session";
import { showTheme, theme } from "@/lib/theme";
import { trust } from "@/lib/trusted";
import "@/styles/index.css";

trust();
showTheme(theme());
window.addEventListener("tongguan:signed-out", () => {
  // Whoever worked here signs in above his page; nobody has typed anything where no page was shown yet.
  if (client.getQueryData(sessionQuery.queryKey)) return;
  const back = encodeURIComponent(location.pathname + location.search);
  location.assign(`/?next=${back}`);
});

const client = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 10_000, refetchOnWindowFocus: true, retry: (count, error) => problemOf(error).status === 0 && count < 2 },
    mutations: { retry: false },
  },
});

await startWords();
createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={makeRouter(client)} />
    </QueryClientProvider>
  </StrictMode>,
);
