// What the page's bench runs: the page as it is shipped, the plate alone with a crowd on it, and the links of its scenes.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { build } from "vite";
import { bundle } from "../../scripts/bundle.mjs";

/** Builds all of it below dist/bench-page. `manifest` is Vite's: which source became which files. */
export async function buildPages(root) {
  const folder = join(root, "dist/bench-page");
  const page = join(folder, "page");
  const frames = join(folder, "frames");
  // The page's own configuration, and a list of what it became.
  await build({ root, logLevel: "error", build: { outDir: page, emptyOutDir: true, manifest: true } });
  await build({ root: join(root, "bench/page/frames"), configFile: false, logLevel: "error", publicDir: false, plugins: [react()], worker: { format: "es" }, json: { stringify: true }, build: { target: "es2022", outDir: frames, emptyOutDir: true, chunkSizeWarningLimit: 6_000 } });
  const scenes = await import(await bundle(root, "bench/page/scenes.ts", join(folder, "scenes")));
  const manifest = JSON.parse(await readFile(join(page, ".vite/manifest.json"), "utf8"));
  return { page, frames, manifest, scenes };
}
