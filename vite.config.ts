import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { earlyWorker } from "./scripts/early-worker.ts";
import { galleryModules } from "./scripts/gallery-modules.ts";
import { lessonModules } from "./scripts/lesson-modules.ts";
import { manifestSchema } from "./scripts/manifest-schema.ts";
import { offline } from "./scripts/offline.ts";
import { simplifiedModules } from "./scripts/simplified-modules.ts";
import { thirdPartyNotices } from "./scripts/third-party-notices.ts";

const root = import.meta.dirname;
// The sentences about fields are in the page's files as much as code is.
const notices = thirdPartyNotices([join(root, "node_modules/kubernetes-types")]);

export default defineConfig({
  plugins: [react(), manifestSchema(root), galleryModules(root), lessonModules(root), simplifiedModules(root), notices.ofPage, earlyWorker(root), offline()],
  resolve: {
    alias: [
      // A dependency of monaco-yaml asks for Monaco by the paths of older versions.
      { find: /^monaco-editor\/esm\/vs\/(.*?)(?:\.js)?$/, replacement: `${join(root, "node_modules/monaco-editor/esm/vs")}/$1.js` },
      // monaco-yaml would bring Prettier along to reformat manifests, which is switched off.
      { find: /^prettier\/.*$/, replacement: join(root, "src/app/editor/monaco/no-formatter.ts") },
      // d3's transitions would bring a library of colours along, which no zoom needs.
      { find: /^d3-color$/, replacement: join(root, "src/app/canvas/no-colours.ts") },
    ],
  },
  optimizeDeps: { include: ["monaco-yaml", "monaco-yaml/yaml.worker.js", "react-dom/client"] },
  worker: { format: "es", plugins: () => [notices.ofWorker] },
  // The engine, the editor and the terminal are large, and each comes when it is needed.
  build: { target: "es2022", outDir: "dist/page", sourcemap: false, chunkSizeWarningLimit: 6_000 },
  // Parsing the schema from one string is quicker than a literal.
  json: { stringify: true },
});
