import { enumValues } from "../../api/enums.ts";
import { groupVersion, resourceByName, resourceFor } from "../../api/resources.ts";
import type { ApiResource } from "../../api/resources.ts";
import { schemaFor } from "../../api/schema/schema.ts";
import type { FieldSchema, FieldType, StructSchema } from "../../api/schema/schema.ts";
import type { Command, Outcome } from "../command.ts";
import { fail, messageProblem, throwProblem } from "../failure.ts";
import { bool, text } from "../flags/flag.ts";
import type { Session } from "../session.ts";
import { writeOut } from "../task.ts";
import type { Task } from "../task.ts";
import { usageError } from "./shared.ts";

export const explainCommand: Command = {
  name: "explain",
  short: "Get documentation for a resource",
  usage: "explain TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group] [-o|--output=plaintext|plaintext-openapiv2] [options]",
  flags: [
    bool("recursive", { usage: "When true, print the name of all the fields recursively." }),
    text("api-version", { usage: "Use given api-version (group/version) of the resource." }),
    text("output", { shorthand: "o", default: "plaintext", usage: "Format in which to render the schema." }),
  ],
  run: explain,
};

// Simplified: `kubectl explain` shows fields with their types and values, without descriptions: the editor's hover has those.
function* explain(session: Session): Task<Outcome> {
  const { flags, args } = session;
  if (args.length === 0) return fail("You must specify the type of resource to explain. Use \"kubectl api-resources\" for a complete list of supported resources.\n");
  if (args.length > 1) return usageError(session, `We accept only this format: explain RESOURCE\n`);
  const [type = "", ...path] = (args[0] ?? "").replace(/\.+$/, "").split(".");
  const resource = resourceNamed(type);
  const asked = flags.text("api-version");
  const apiVersion = asked || groupVersion(resource.group, resource.version);
  const [group = "", version = ""] = apiVersion.includes("/") ? apiVersion.split("/") : ["", apiVersion];
  if (asked !== "" && !resourceFor(group, version, resource.kind)) fail(`couldn't find resource for ${JSON.stringify(`${apiVersion}, Resource=${resource.resource}`)}`);
  const root = schemaFor(apiVersion, resource.kind);
  if (!root) return fail(`couldn't find resource for ${JSON.stringify(`${apiVersion}, Resource=${resource.resource}`)}`);
  yield* writeOut(`${group === "" ? "" : `GROUP:      ${group}\n`}KIND:       ${resource.kind}\nVERSION:    ${version}\n\n`);
  const { field, struct } = descend(root, path);
  if (field) yield* writeOut(`FIELD: ${field.name} <${typeText(field.type)}>\n${enumBlock(field)}\n`);
  yield* writeOut("DESCRIPTION:\n    <empty>\n");
  if (struct) yield* writeOut(`FIELDS:\n${fieldLines(struct, 1, flags.bool("recursive"), new Set())}`);
  yield* writeOut("\n");
  return 0;
}

/** The error of an unknown type stands here without "error: ". */
const resourceNamed = (type: string): ApiResource => resourceByName(type) ?? throwProblem(messageProblem(`the server doesn't have a resource type ${JSON.stringify(type)}`, { bare: true }));

/** The values that a field of its own may have, in order. */
const enumOf = ({ goType, type }: FieldSchema): readonly string[] | undefined => {
  const values = type.kind === "scalar" ? enumValues(goType) : undefined;
  return values && [...values].sort();
};

const enumBlock = (field: FieldSchema): string => {
  const values = enumOf(field);
  return values ? `ENUM:\n${values.map((value) => `    ${value}\n`).join("")}` : "\n";
};

function descend(root: StructSchema, path: readonly string[]): { field?: FieldSchema; struct: StructSchema | undefined } {
  let struct: StructSchema | undefined = root;
  let field: FieldSchema | undefined;
  for (const name of path) {
    field = struct?.fields.get(name);
    if (!field) return fail(`field ${JSON.stringify(name)} does not exist`);
    struct = structIn(field.type);
  }
  return { struct, ...(field && { field }) };
}

function structIn(type: FieldType): StructSchema | undefined {
  if (type.kind === "struct") return type.struct;
  return type.kind === "scalar" ? undefined : structIn(type.of);
}

const scalarNames: Readonly<Record<string, string>> = { bool: "boolean", int32: "integer", int64: "integer", double: "number", intOrString: "IntOrString", quantity: "Quantity", time: "string", microTime: "string", bytes: "string", any: "Object" };

function typeText(type: FieldType): string {
  switch (type.kind) {
    case "scalar": return scalarNames[type.scalar] ?? type.scalar;
    case "struct": return type.struct.name;
    case "list": return `[]${typeText(type.of)}`;
    case "map": return `map[string]${typeText(type.of)}`;
  }
}

function fieldLines(struct: StructSchema, level: number, recursive: boolean, above: ReadonlySet<string>): string {
  if (above.has(struct.name)) return "";
  return [...struct.fields.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((field) => {
      const inner = recursive ? structIn(field.type) : undefined;
      const line = `${"  ".repeat(level)}${field.name}\t<${typeText(field.type)}>${field.required ? " -required-" : ""}\n`;
      const values = enumOf(field);
      const choice = values ? `${"  ".repeat(level)}enum: ${values.join(", ")}\n` : "";
      return `${line}${choice}${inner ? fieldLines(inner, level + 1, recursive, new Set([...above, struct.name])) : recursive ? "" : "\n"}`;
    })
    .join("");
}
