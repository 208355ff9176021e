import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Plugin } from "vite";

const MODULE = "virtual:simplified";

/** Where Kubarium differs from a real cluster, as the comments beside the code say it. */
export interface Simplification {
  readonly area: Area;
  /** Of the repository. */
  readonly file: string;
  readonly sentence: string;
}

/** Parts of the house, as the About page calls them. The first prefix that fits wins. */
export const AREAS = {
  applets: ["src/engine/processes/applets/", "src/engine/node-tools/", "src/engine/workstation/"],
  shell: ["src/engine/processes/sh/", "src/engine/processes/expressions/"],
  processes: ["src/engine/processes/"],
  images: ["src/engine/images/"],
  kubelet: ["src/engine/kubelet/", "src/engine/container-runtime/"],
  network: ["src/engine/network/"],
  scheduler: ["src/engine/scheduler/"],
  controllers: ["src/engine/controllers/", "src/engine/events/", "src/engine/bootstrap/"],
  apiserver: ["src/api/", "src/engine/apiserver/", "src/manifest/"],
  kubectl: ["src/kubectl/"],
  page: ["src/graph/", "src/scenario/", "src/worker/", "src/app/", "src/cli/"],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type Area = keyof typeof AREAS;

/** `virtual:simplified`: the version of this build, and its sentences by area. */
export function simplifiedModules(root: string): Plugin {
  return {
    name: "simplified-modules",
    resolveId: (id) => (id === MODULE ? `\0${id}` : undefined),
    load(id) {
      if (id !== `\0${MODULE}`) return undefined;
      const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
      const all = simplifications(root);
      const areas = (Object.keys(AREAS) as Area[]).map((area) => ({ area, sentences: all.filter((one) => one.area === area).map(({ sentence }) => sentence) }));
      return `export default JSON.parse(${JSON.stringify(JSON.stringify({ version, areas: areas.filter(({ sentences }) => sentences.length > 0) }))});`;
    },
  };
}

/** All of them, by file. Throws where a file belongs to no area. */
export function simplifications(root: string): readonly Simplification[] {
  const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name));
  return files.toSorted().flatMap((name) => {
    const file = relative(root, join(root, "src", name)).replaceAll(sep, "/");
    return sentencesIn(readFileSync(join(root, "src", name), "utf8")).map((sentence) => ({ area: areaOf(file), file, sentence }));
  });
}

function areaOf(file: string): Area {
  const found = (Object.keys(AREAS) as Area[]).find((area) => AREAS[area].some((prefix) => file.startsWith(prefix)));
  if (!found) throw new Error(`${file} says what is simplified, and belongs to no area of scripts/simplified-modules.ts`);
  return found;
}

/** What the comments of a source text say after "Simplified:", to the end of each comment, as sentences. */
export const sentencesIn = (source: string): readonly string[] => commentsIn(source).flatMap((comment) => comment.split(/\bSimplified:\s*/).slice(1).map(asSentence));

/** Comments that have lines of their own, or end one; lines that follow one another are one comment. */
function commentsIn(source: string): readonly string[] {
  const comments: string[] = [];
  let open: "lines" | "block" | undefined;
  for (const line of source.split("\n")) {
    const text = line.trim();
    if (open !== "block" && text.startsWith("/*")) open = start(comments, "block");
    else if (open !== "block") {
      const at = text.startsWith("//") ? 0 : text.indexOf("// Simplified:");
      if (at < 0) open = undefined;
      else if (at > 0 || open !== "lines") open = start(comments, "lines");
    }
    if (!open) continue;
    const words = open === "block" ? text.replace(/^\/?\*+(?!\/)\s?/, "").replace(/\s*\*\/.*$/, "") : text.slice(text.startsWith("//") ? 0 : text.indexOf("// Simplified:")).replace(/^\/\/+\s?/, "");
    comments.push(`${comments.pop()} ${words}`.trim());
    if (open === "block" && text.includes("*/")) open = undefined;
  }
  return comments;
}

function start<Kind>(comments: string[], kind: Kind): Kind {
  comments.push("");
  return kind;
}

function asSentence(text: string): string {
  const trimmed = text.trim().replace(/\s*Mirrors .*$/, "");
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}${/[.?!]$/.test(trimmed) ? "" : "."}`;
}
