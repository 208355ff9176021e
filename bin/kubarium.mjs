#!/usr/bin/env node
// Node 20 cannot run TypeScript: this builds the command line when a source has changed, silently, and then runs it.
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const builds = join(root, "dist", "cli");
const SOURCES = ["src/api", "src/manifest", "src/engine", "src/kubectl", "src/scenario", "src/cli", "scripts/bundle.mjs", "scripts/shared-shapes.mjs", "package-lock.json"];
const KEPT_BUILDS = 3;

const folder = join(builds, fingerprint());
const entry = join(folder, "main.mjs");
if (!existsSync(entry)) await build().catch(notBuilt);
const { main } = await import(pathToFileURL(entry).href);
process.exitCode = await main(process.argv.slice(2), { directory: process.env.INIT_CWD || process.cwd() });

/** A name for the sources as they are: their paths, sizes and times. Equal sources, equal build. */
function fingerprint() {
  const hash = createHash("sha1");
  const add = (path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
    else if (stat && !/\.test\.tsx?$/.test(path)) hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`);
  };
  for (const source of SOURCES) add(join(root, source));
  return hash.digest("hex").slice(0, 16);
}

/** Builds beside and moves into place in one step, so that two that start at once do not see half a build. */
async function build() {
  const { bundle } = await import("../scripts/bundle.mjs");
  mkdirSync(builds, { recursive: true });
  const workshop = mkdtempSync(join(builds, ".building-"));
  try {
    await bundle(root, "src/cli/main.ts", workshop);
    moveIntoPlace(workshop);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
  forgetOldBuilds();
}

function notBuilt(error) {
  process.stderr.write(`kubarium: the sources do not build: ${error.message}\n`);
  process.exit(70);
}

function moveIntoPlace(workshop) {
  try {
    renameSync(workshop, folder);
  } catch (error) {
    if (!existsSync(entry)) throw error; // Else another process was quicker: its build is as good.
  }
}

function forgetOldBuilds() {
  const age = (name) => statSync(join(builds, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const finished = readdirSync(builds).filter((name) => !name.startsWith("."));
  const old = finished.sort((a, b) => age(b) - age(a)).slice(KEPT_BUILDS);
  for (const name of old) if (join(builds, name) !== folder) rmSync(join(builds, name), { recursive: true, force: true });
}
