/** Kubernetes' own words for what a lint finds, where the text alone decides them. */
import type { ObjectContext } from "./lint-context.ts";
import { branchAt, textOf } from "../tree.ts";

const go = (text: string): string => JSON.stringify(text);

// Mirrors validateSchema (kubectl/pkg/validation/schema.go).
export const typeMetaWords = (fileName: string, errors: readonly string[]): string =>
  `error validating ${go(fileName)}: error validating data: ${errors.length === 1 ? (errors[0] ?? "") : `[${errors.join(", ")}]`}; if you choose to ignore these errors, turn validation off with --validate=false`;

// Mirrors mapper.infoForObject (cli-runtime/pkg/resource/mapper.go).
export function noMatchWords({ fileName, root, apiVersion, kind }: ObjectContext): string {
  const [name, namespace] = ["name", "namespace"].map((field) => textOf(branchAt(root, "metadata", field)) ?? "");
  return `resource mapping not found for name: ${go(name ?? "")} namespace: ${go(namespace ?? "")} from ${go(fileName)}: no matches for kind ${go(kind)} in version ${go(apiVersion)}\nensure CRDs are installed first`;
}

// Mirrors transformDecodeError (apiserver/pkg/endpoints/handlers/rest.go). What is not served is not decoded.
export const decodeWords = ({ kind, apiVersion, served }: Pick<ObjectContext, "kind" | "apiVersion" | "served">, fault: string | undefined): { readonly words?: string } =>
  !served || fault === undefined ? {} : { words: `${kind} in version ${go(apiVersion.slice(apiVersion.lastIndexOf("/") + 1))} cannot be handled as a ${kind}: ${fault}` };
