import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FindDocumentation, StructDocumentation } from "../kubectl/explain/documentation.ts";

const comment = String.raw`\/\*\*((?:[^*]|\*(?!\/))*)\*\/\s*`;
const interfaceShape = new RegExp(String.raw`${comment}export interface (\w+)[^{]*\{([^]*?)\n\}`, "g");
const valueShape = new RegExp(String.raw`${comment}export type (\w+) = `, "g");
const fieldShape = new RegExp(String.raw`${comment}(?:readonly )?["']?([\w$]+)["']?\??:`, "g");
const modelShape = /^([A-Z][a-z]+)?(V\d+(?:alpha\d+|beta\d+)?)([A-Z].*)$/;

/** Groups whose structs are meant where a name stands in several, the first wins. */
const wellKnownGroups = ["core", "meta", "apps", "batch", "networking", "autoscaling", "policy", "rbac", "storage"];

/** Reads kubernetes-types: one file a group and version. The sentences are upstream's: read at build time, never committed. */
export function readDocumentation(packageFolder: string): FindDocumentation {
  const byName = new Map<string, StructDocumentation>();
  const groups = readdirSync(packageFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const ordered = [...wellKnownGroups.filter((group) => groups.includes(group)), ...groups.filter((group) => !wellKnownGroups.includes(group)).sort()];
  for (const group of ordered) {
    for (const file of readdirSync(join(packageFolder, group)).filter((name) => name.endsWith(".d.ts"))) {
      const version = file.replace(/\.d\.ts$/, "");
      for (const [name, struct] of structsOf(readFileSync(join(packageFolder, group, file), "utf8"))) {
        byName.set(`${group}/${version}/${name}`, struct);
        if (!byName.has(`${version}/${name}`)) byName.set(`${version}/${name}`, struct);
      }
    }
  }
  if (byName.size === 0) throw new Error(`field-documentation: no types found in ${packageFolder}`);
  return (model) => {
    if (model === "Quantity") return byName.get("api/resource/Quantity");
    const [, group, version = "", name = ""] = modelShape.exec(model) ?? [];
    const key = `${version.toLowerCase()}/${name}`;
    return group === undefined ? byName.get(key) : byName.get(`${group.toLowerCase()}/${key}`);
  };
}

function* structsOf(source: string): Generator<[string, StructDocumentation]> {
  for (const [, doc = "", name = "", body = ""] of source.matchAll(interfaceShape)) {
    const fields = new Map([...body.matchAll(fieldShape)].map(([, text = "", field = ""]) => [field, plain(text)]));
    yield [name, { doc: plain(doc), fields }];
  }
  for (const [, doc = "", name = ""] of source.matchAll(valueShape)) yield [name, { doc: plain(doc), fields: new Map() }];
}

const plain = (commentText: string): string =>
  commentText.split("\n").map((line) => line.replace(/^\s*\* ?/, "").trimEnd()).join("\n").trim();
