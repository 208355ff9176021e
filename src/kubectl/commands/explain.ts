import { groupVersion, resourceByName, resourceFor } from "../../api/resources.ts";
import type { ApiResource } from "../../api/resources.ts";
import { schemaFor } from "../../api/schema/schema.ts";
import type { FieldSchema, FieldType, StructSchema } from "../../api/schema/schema.ts";
import type { Command, Outcome } from "../command.ts";
import { fail, messageProblem, throwProblem } from "../failure.ts";
import { bool, text } from "../flags/flag.ts";
import { description, fieldHead, fieldList, type Subject } from "../explain/layout.ts";
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
  const subject = descend(root, path);
  const find = session.documentation();
  if ("field" in subject) yield* writeOut(fieldHead(subject.field, subject.owner));
  yield* writeOut(description(subject, find));
  yield* writeOut(fieldList("field" in subject ? subject.field.type : subject.struct, flags.bool("recursive"), find));
  yield* writeOut("\n");
  return 0;
}

/** The error of an unknown type stands here without "error: ". */
const resourceNamed = (type: string): ApiResource => resourceByName(type) ?? throwProblem(messageProblem(`the server doesn't have a resource type ${JSON.stringify(type)}`, { bare: true }));

function descend(root: StructSchema, path: readonly string[]): Subject {
  let struct: StructSchema | undefined = root;
  let subject: Subject = { struct: root };
  for (const name of path) {
    const owner: StructSchema | undefined = struct;
    const field: FieldSchema | undefined = owner?.fields.get(name);
    if (!owner || !field) return fail(`field ${JSON.stringify(name)} does not exist`);
    subject = { field, owner };
    struct = structBelow(field.type);
  }
  return subject;
}

const structBelow = (type: FieldType): StructSchema | undefined => (type.kind === "struct" ? type.struct : type.kind === "scalar" ? undefined : structBelow(type.of));
