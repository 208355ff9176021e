import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { readDocuments } from "../manifest/read-documents.ts";
import { scenarioOfManifests, type ManifestFile } from "../scenario/from-manifests.ts";
import { isScenario, readScenario } from "../scenario/read-scenario.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { lineOf } from "./line-of.ts";

/** What the files named on a command line hold. */
export type Input =
  | { readonly type: "scenarios"; readonly scenarios: readonly NamedScenario[] }
  | { readonly type: "manifests"; readonly scenario: Scenario }
  | { readonly type: "unreadable"; readonly message: string };

export interface NamedScenario {
  readonly file: string;
  readonly scenario: Scenario;
}

const MOST_BYTES = 8_000_000;
const MANIFEST = /\.(ya?ml|json)$/;
/** A file that cannot be parsed still counts as a scenario when it says so itself. */
const SAYS_SCENARIO = /^["']?apiVersion["']?\s*:\s*["']?kubarium\.dev\//m;

/** Reads files, folders of manifests, and "-" for standard input. Relative paths start in `directory`. */
export function readInput(paths: readonly string[], directory: string): Input {
  try {
    return sort(paths.flatMap((path) => readPath(path, directory)));
  } catch (error) {
    return { type: "unreadable", message: error instanceof Error ? error.message : String(error) };
  }
}

interface TextFile extends ManifestFile {
  readonly path: string;
}

function readPath(path: string, directory: string): readonly TextFile[] {
  if (path === "-") return [{ path: "standard input", name: "stdin.yaml", text: readFileSync(0, "utf8") }];
  const full = resolve(directory, path);
  const stat = statSync(full, { throwIfNoEntry: false });
  if (!stat) throw new Error(`${path}: no such file`);
  if (stat.isDirectory()) return manifestsOf(path, full).flatMap((name) => readPath(join(path, name), directory));
  if (stat.size > MOST_BYTES) throw new Error(`${path}: larger than ${MOST_BYTES} bytes`);
  return [{ path, name: basename(full), text: readFileSync(full, "utf8") }];
}

function manifestsOf(path: string, full: string): readonly string[] {
  const names = readdirSync(full).filter((name) => MANIFEST.test(name) && !statSync(join(full, name)).isDirectory());
  if (names.length === 0) throw new Error(`${path}: no .yaml, .yml or .json file in this folder`);
  return names.sort();
}

function sort(files: readonly TextFile[]): Input {
  const scenarios = files.flatMap((file) => scenarioIn(file) ?? []);
  if (scenarios.length === 0) return { type: "manifests", scenario: scenarioOfManifests(files) };
  if (scenarios.length < files.length) throw new Error("scenarios and plain manifests cannot be played together: a scenario carries its files itself");
  return { type: "scenarios", scenarios };
}

/** The scenario of a file; undefined for a plain manifest. Throws what is wrong with one, a line for each fault. */
function scenarioIn({ path, text }: TextFile): NamedScenario | undefined {
  const { documents, error } = readDocuments(text, path);
  const written = documents.filter(({ value }) => value !== null);
  const found = written.find(({ value }) => isScenario(value));
  if (!found && !(error && SAYS_SCENARIO.test(text))) return undefined;
  if (error) throw new Error(error.message);
  if (!found || written.length > 1) throw new Error(`${path}: a scenario stands alone in its file`);
  const read = readScenario(found.value);
  if (read.ok) return { file: path, scenario: read.scenario };
  const place = (pointer: string): string => lineOf(text, found.positions, pointer);
  throw new Error(read.problems.map(({ pointer, message }) => `${path}${place(pointer)}: ${pointer || "/"}: ${message}`).join("\n"));
}
