import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  worker: { format: "es" },
  build: { target: "es2022", outDir: "dist/page", sourcemap: false },
  // Parsing the schema from one string is quicker than a literal.
  json: { stringify: true },
});
