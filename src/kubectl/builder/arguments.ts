import { aggregatedByName, resourceByName, resources } from "../../api/resources.ts";
import type { ApiResource } from "../../api/resources.ts";
import { fail } from "../failure.ts";

/** What the arguments of `get`, `delete`, `describe`… name. */
export type Named =
  | { readonly form: "none" }
  /** `pods`, `pods,svc`, `all`. */
  | { readonly form: "types"; readonly resources: readonly ApiResource[] }
  /** `pod a b`, `pod/a svc/b`. */
  | { readonly form: "names"; readonly items: readonly { readonly resource: ApiResource; readonly name: string }[] };

// Mirrors Builder.ResourceTypeOrNameArgs (cli-runtime/pkg/resource/builder.go).
export function namedByArguments(args: readonly string[]): Named {
  const slashes = args.filter((arg) => arg.includes("/")).length;
  if (slashes > 0 && slashes !== args.length) {
    fail(
      "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form " +
        "(e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'",
    );
  }
  if (slashes > 0) return { form: "names", items: args.map(typeSlashName) };
  const [types, ...names] = args;
  if (types === undefined) return { form: "none" };
  const found = splitTypes(types).map(requireResource);
  if (names.length === 0) return { form: "types", resources: found };
  return { form: "names", items: found.flatMap((resource) => names.map((name) => ({ resource, name }))) };
}

function typeSlashName(arg: string): { resource: ApiResource; name: string } {
  const parts = arg.split("/");
  if (parts.length !== 2) fail("arguments in resource/name form may not have more than one slash");
  const [type = "", name = ""] = parts;
  if (type === "" || name === "" || splitTypes(type).length !== 1) fail("arguments in resource/name form must have a single resource and name");
  return { resource: requireResource(type), name };
}

/** Comma lists and categories, each type once. */
function splitTypes(text: string): string[] {
  const types = text.split(",").flatMap((type) => {
    const members = resources.filter((r) => r.categories.includes(type));
    return members.length > 0 ? distinctKinds(members).map((r) => (r.group === "" ? r.resource : `${r.resource}.${r.group}`)) : [type];
  });
  return [...new Set(types)];
}

/** One version of each resource: the first, which is the preferred one. */
function distinctKinds(members: readonly ApiResource[]): ApiResource[] {
  return members.filter((r, i) => members.findIndex((other) => other.group === r.group && other.resource === r.resource) === i);
}

export function requireResource(type: string): ApiResource {
  return resourceByName(type) ?? aggregatedByName(type) ?? fail(`the server doesn't have a resource type ${JSON.stringify(type)}`);
}

export const missingResources =
  "You must provide one or more resources by argument or filename.\nExample resource specifications include:\n" +
  "   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n   '<resource> <name>'\n   '<resource>'";
