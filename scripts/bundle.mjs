// Node 20 cannot run TypeScript: what the command line and the bench run is bundled first.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { withSharedShapes } from "./shared-shapes.mjs";

/** Bundles the module at `entry` (relative to `root`) with all it imports into `folder`; returns the path of the bundle. */
export async function bundle(root, entry, folder) {
  await build({
    root,
    configFile: false,
    logLevel: "silent",
    json: { stringify: true },
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir: folder,
      emptyOutDir: true,
      target: "node20",
      minify: false,
      rollupOptions: { output: { entryFileNames: "main.mjs", codeSplitting: false } },
    },
  });
  const written = join(folder, "main.mjs");
  writeFileSync(written, withSharedShapes(readFileSync(written, "utf8")));
  return written;
}
