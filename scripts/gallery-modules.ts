import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import { readDocuments } from "../src/manifest/read-documents.ts";
import { readScenario } from "../src/scenario/read-scenario.ts";
import type { Scenario } from "../src/scenario/scenario.ts";

const ALL = "virtual:gallery";
const FIRST = "virtual:gallery/first";

/**
 * The gallery's scenarios as modules, read and checked when the page is built, so that the page needs no reader to open
 * on one: `virtual:gallery/first` is what a first visit shows, `virtual:gallery` all of them.
 */
export function galleryModules(root: string): Plugin {
  const folder = join(root, "src/scenario/gallery");
  return {
    name: "gallery-modules",
    resolveId: (id) => (id === ALL || id === FIRST ? `\0${id}` : undefined),
    load(id) {
      if (id !== `\0${ALL}` && id !== `\0${FIRST}`) return undefined;
      const files = readdirSync(folder).filter((name) => name.endsWith(".yaml")).toSorted();
      if (files.length === 0) throw new Error(`no scenarios in ${folder}`);
      for (const file of files) this.addWatchFile(join(folder, file));
      const scenarios = (id === `\0${FIRST}` ? files.slice(0, 1) : files).map((file) => read(join(folder, file)));
      const value = id === `\0${FIRST}` ? scenarios[0] : scenarios;
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(value))});`;
    },
  };
}

/** What the page plays of a scenario; what it expects is for tests. */
function read(path: string): Scenario {
  const result = readScenario(readDocuments(readFileSync(path, "utf8"), path).documents[0]?.value ?? null);
  if (!result.ok) throw new Error(`${path}: ${result.problems.map(({ pointer, message }) => `${pointer}: ${message}`).join("; ")}`);
  return { ...result.scenario, expect: [] };
}
