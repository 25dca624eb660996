import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ApiError } from "./api/client";
import { App } from "./pages/App";
import { applyTheme } from "./parts/settings";
import "./style/index.css";

applyTheme();

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // What was asked wrongly stays wrong; a server that does not answer may come back.
      retry: (failures, error) => failures < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 500),
      retryDelay: 400,
      refetchOnWindowFocus: false,
      networkMode: "always",
    },
  },
});

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
