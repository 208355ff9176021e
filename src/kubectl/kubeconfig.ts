import { isObject } from "../api/json.ts";
import type { Json, JsonObject } from "../api/json.ts";
import { readDocuments } from "../manifest/read-documents.ts";
import type { ProcessContext } from "../engine/processes/program.ts";

/** What the kubeconfig depends on. */
type Surroundings = Pick<ProcessContext, "env"> & { readonly files: Pick<ProcessContext["files"], "read"> };

export const kubeconfigPath = (context: Pick<ProcessContext, "env">): string => `${context.env["HOME"] ?? "/root"}/.kube/config`;

/** The kubeconfig file, or the one that stands for it while nobody wrote one. */
export function readKubeconfig(context: Surroundings): JsonObject {
  const text = context.files.read(kubeconfigPath(context));
  const [first] = text === undefined ? [] : readDocuments(text, "config").documents;
  return first && isObject(first.value) ? first.value : builtInKubeconfig(context.env["KUBARIUM_NAMESPACE"] ?? "");
}

function builtInKubeconfig(namespace: string): JsonObject {
  return {
    apiVersion: "v1",
    clusters: [{ cluster: { "certificate-authority": "pki/ca.crt", server: "https://192.168.77.1:6443" }, name: "kubernetes" }],
    contexts: [{ context: { cluster: "kubernetes", ...(namespace && { namespace }), user: "admin" }, name: "admin@kubernetes" }],
    "current-context": "admin@kubernetes",
    kind: "Config",
    users: [{ name: "admin", user: { "client-certificate": "pki/admin.crt", "client-key": "pki/admin.key" } }],
  };
}

export const namedEntries = (config: JsonObject, key: string): readonly JsonObject[] => {
  const list: Json | undefined = config[key];
  return Array.isArray(list) ? (list as readonly Json[]).filter(isObject) : [];
};

export const currentContext = (config: JsonObject): string => (typeof config["current-context"] === "string" ? config["current-context"] : "");

/** The namespace of the current context, "default" when it names none. */
export function kubeconfigNamespace(context: Surroundings): string {
  const config = readKubeconfig(context);
  const entry = namedEntries(config, "contexts").find((c) => c["name"] === currentContext(config));
  const details = entry?.["context"];
  const namespace = isObject(details) ? details["namespace"] : undefined;
  return typeof namespace === "string" && namespace !== "" ? namespace : "default";
}
