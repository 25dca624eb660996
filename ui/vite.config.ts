import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** Holds back the first paint until the script has run, so that a chosen theme never flashes the other one. */
const blockFirstPaint: Plugin = {
  name: "block-first-paint",
  transformIndexHtml: {
    order: "post",
    handler: (html) => html.replace('<script type="module"', '<script type="module" blocking="render"'),
  },
};

export default defineConfig({
  plugins: [react(), blockFirstPaint],
  build: {
    target: "es2023",
    cssTarget: ["chrome123", "firefox121", "safari17.5"],
    // The page's policy allows no data: URLs but for pictures.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: Object.fromEntries(["/api", "/ready"].map((path) => [path, process.env.ASSAY ?? "http://localhost:4318"])),
  },
});
