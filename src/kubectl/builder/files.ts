import { isObject } from "../../api/json.ts";
import type { Json, JsonObject } from "../../api/json.ts";
import type { ProcessContext } from "../../engine/processes/program.ts";
import { readDocuments } from "../../manifest/read-documents.ts";
import { messageProblem } from "../failure.ts";
import type { Problem } from "../failure.ts";
import { readStdin } from "../task.ts";
import type { Task } from "../task.ts";
import { infoForObject, isProblem } from "./info.ts";
import type { Info } from "./info.ts";
import { validateTypeMeta } from "./validate.ts";

export interface FileSpec {
  readonly filenames: readonly string[];
  readonly recursive: boolean;
  /** Check apiVersion and kind first, with the words of --validate. */
  readonly validate: boolean;
}

export interface Loaded {
  readonly infos: readonly Info[];
  readonly problems: readonly Problem[];
}

interface Source {
  readonly name: string;
  readonly text: string;
}

/** Every object of the files, in order; what stands before a broken document is still there. Nothing at all if a path is missing. */
export function* loadFiles(context: ProcessContext, spec: FileSpec): Task<Loaded> {
  const sources: Source[] = [];
  const missing: Problem[] = [];
  for (const name of spec.filenames) {
    if (name === "-") sources.push({ name: "STDIN", text: yield* readStdin() });
    else if (/^https?:\/\//.test(name)) missing.push(messageProblem(offline(name)));
    else {
      const found = filesAt(context, name, spec.recursive);
      if (typeof found === "string") missing.push(messageProblem(found));
      else sources.push(...found);
    }
  }
  if (missing.length > 0) return { infos: [], problems: missing };
  const parts = sources.map((source) => readSource(source, spec.validate));
  return { infos: parts.flatMap((p) => p.infos), problems: parts.flatMap((p) => p.problems) };
}

// Simplified: the workstation has no way to the internet, so `kubectl apply -f https://…` fails; save the manifest as a file.
const offline = (url: string): string => `unable to read URL ${JSON.stringify(url)}: there is no internet here; save the manifest as a file and use -f FILE`;

export const absolutePath = (context: ProcessContext, path: string): string => (path.startsWith("/") ? path : `${context.cwd === "/" ? "" : context.cwd}/${path}`);

const extensions = [".json", ".yaml", ".yml"];
const isManifest = (name: string): boolean => extensions.some((extension) => name.endsWith(extension));

// Mirrors ExpandPathsToFileVisitors (cli-runtime/pkg/resource/visitor.go).
function filesAt(context: ProcessContext, path: string, recursive: boolean): Source[] | string {
  const stat = context.files.stat(absolutePath(context, path));
  if (!stat) return `the path ${JSON.stringify(path)} does not exist`;
  if (stat.type !== "directory") return [{ name: path, text: context.files.read(absolutePath(context, path)) ?? "" }];
  const files = filesBelow(context, path.replace(/\/+$/, ""), recursive);
  if (files.length === 0) return `error reading [${path}]: recognized file extensions are [${extensions.join(" ")}]`;
  return files;
}

function filesBelow(context: ProcessContext, directory: string, recursive: boolean): Source[] {
  const names = context.files.list(absolutePath(context, directory)) ?? [];
  return names.flatMap((entry) => {
    const path = directory === "." ? entry : `${directory}/${entry}`;
    if (context.files.stat(absolutePath(context, path))?.type === "directory") return recursive ? filesBelow(context, path, recursive) : [];
    return isManifest(entry) ? [{ name: path, text: context.files.read(absolutePath(context, path)) ?? "" }] : [];
  });
}

// Mirrors StreamVisitor.Visit: a document that does not parse or validate ends its file, one without a mapping only itself.
function readSource(source: Source, validate: boolean): Loaded {
  const infos: Info[] = [];
  const problems: Problem[] = [];
  const { documents, error } = readDocuments(source.text, source.name);
  for (const { value } of documents) {
    if (value === null) continue;
    const refusal = validate ? validateTypeMeta(value, source.name) : undefined;
    if (refusal !== undefined) return { infos, problems: [...problems, messageProblem(refusal)] };
    for (const item of flatten(value, source.name)) {
      if (isProblem(item)) problems.push(item);
      else infos.push(item);
    }
  }
  if (error) problems.push(messageProblem(error.message));
  return { infos, problems };
}

/** The objects of a text that no file holds. */
export const readText = (text: string, name: string): Loaded => readSource({ name, text }, false);

// Mirrors FlattenListVisitor: a List stands for its items.
function flatten(value: Json, source: string): (Info | Problem)[] {
  if (!isObject(value)) return [messageProblem(`unable to decode ${JSON.stringify(source)}: json: cannot unmarshal ${jsonKind(value)} into Go value of type unstructured.detector`)];
  const items = listItems(value);
  return items ? items.flatMap((item) => flatten(item, source)) : [infoForObject(value, source)];
}

const listItems = (value: JsonObject): readonly Json[] | undefined =>
  typeof value["kind"] === "string" && value["kind"].endsWith("List") && Array.isArray(value["items"]) ? (value["items"] as readonly Json[]) : undefined;

const jsonKind = (value: Json): string => (Array.isArray(value) ? "array" : typeof value === "boolean" ? "bool" : typeof value);
