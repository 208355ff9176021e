import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { manifestSchema } from "./scripts/manifest-schema.ts";
import { thirdPartyNotices } from "./scripts/third-party-notices.ts";

const root = import.meta.dirname;
// The sentences about fields are in the page's files as much as code is.
const notices = thirdPartyNotices([join(root, "node_modules/kubernetes-types")]);

export default defineConfig({
  plugins: [react(), manifestSchema(root), notices.ofPage],
  resolve: {
    alias: [
      // A dependency of monaco-yaml asks for Monaco by the paths of older versions.
      { find: /^monaco-editor\/esm\/vs\/(.*?)(?:\.js)?$/, replacement: `${join(root, "node_modules/monaco-editor/esm/vs")}/$1.js` },
    ],
  },
  optimizeDeps: { include: ["monaco-yaml", "monaco-yaml/yaml.worker.js", "react-dom/client"] },
  worker: { format: "es", plugins: () => [notices.ofWorker] },
  build: { target: "es2022", outDir: "dist/page", sourcemap: false },
  // Parsing the schema from one string is quicker than a literal.
  json: { stringify: true },
});
