import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { thirdPartyNotices } from "./scripts/third-party-notices.ts";

const notices = thirdPartyNotices();

export default defineConfig({
  plugins: [react(), notices.ofPage],
  worker: { format: "es", plugins: () => [notices.ofWorker] },
  build: { target: "es2022", outDir: "dist/page", sourcemap: false },
  // Parsing the schema from one string is quicker than a literal.
  json: { stringify: true },
});
