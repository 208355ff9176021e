/** What the cluster would say of a file if it were applied now. */
import type { Json, JsonObject } from "../api/json.ts";
import { isObject } from "../api/json.ts";
import type { ApiResource } from "../api/resources.ts";
import { parseGroupVersion, resourceFor, resources } from "../api/resources.ts";
import type { Status } from "../api/types.ts";
import type { Rehearsal } from "../engine/apiserver/rehearsal.ts";
import type { ApiRequest, ApiResponse } from "../engine/apiserver/request.ts";
import { isError } from "../engine/apiserver/request.ts";
import type { Cluster } from "../engine/cluster.ts";
import { HOME, WORKSTATION_FILES } from "../engine/workstation/host.ts";
import { lastApplied, withLastApplied } from "../kubectl/apply/last-applied.ts";
import { threeWayPatch } from "../kubectl/apply/three-way.ts";
import { infoForObject, isProblem } from "../kubectl/builder/info.ts";
import { validateTypeMeta } from "../kubectl/builder/validate.ts";
import { describeProblem } from "../kubectl/failure.ts";
import { kubeconfigNamespace } from "../kubectl/kubeconfig.ts";
import { pointerOfFieldPath, pointerSegment } from "../manifest/field-paths.ts";
import { readDocuments } from "../manifest/read-documents.ts";
import { decodingFaults } from "./decoding-faults.ts";
import type { Problem } from "./protocol.ts";

/**
 * Every document's faults, in the server's words: strict decoding, defaulting, admission, validation, against what is
 * stored now and what the documents before it make. A file that cannot be read as YAML is judged up to its fault.
 * The world does not notice.
 */
export function validateText(cluster: Pick<Cluster, "rehearse" | "options" | "parts">, text: string, file: string): readonly Problem[] {
  const rehearsal = cluster.rehearse();
  const namespace = currentNamespace(cluster);
  return readDocuments(text, file).documents.flatMap(({ value }, document) =>
    value === null ? [] : manifestsIn(value, file).flatMap(({ at, problem, manifest }) => {
      const found = manifest === undefined ? [problem] : judgeManifest(rehearsal, manifest, namespace, file);
      return found.map(({ pointer, severity, message }) => ({ document, pointer: `${at}${pointer}`, severity, message }));
    }));
}

/** Of the workstation's kubectl. */
const currentNamespace = ({ options, parts }: Pick<Cluster, "options" | "parts">): string =>
  kubeconfigNamespace({ env: { HOME, KUBARIUM_NAMESPACE: options.spec.namespace }, files: { read: (path) => parts.processes.files.read(WORKSTATION_FILES, path) } });

type Found = Omit<Problem, "document">;
type Manifest = { readonly at: string } & ({ readonly manifest: JsonObject; readonly problem?: never } | { readonly manifest?: never; readonly problem: Found });

const error = (pointer: string, message: string): Found => ({ pointer, severity: "error", message });

/** The objects of a document: itself, or the items of a List. */
function manifestsIn(value: Json, file: string): readonly Manifest[] {
  const unfit = validateTypeMeta(value, file);
  if (unfit !== undefined || !isObject(value)) return [{ at: "", problem: error("", unfit ?? "invalid object to validate") }];
  if (value["kind"] !== "List" || value["apiVersion"] !== "v1" || !Array.isArray(value["items"])) return [{ at: "", manifest: value }];
  return (value["items"] as readonly Json[]).flatMap((item, index) => (isObject(item) ? [{ at: `/items/${index}`, manifest: item }] : []));
}

function judgeManifest(rehearsal: Rehearsal, manifest: JsonObject, namespace: string, file: string): readonly Found[] {
  const info = infoForObject(manifest, file);
  if (isProblem(info)) return [error(unmappedAt(manifest), describeProblem(info))];
  const { resource } = info;
  const request = requestFor(resource, info.namespace || namespace);
  const faults = decodingFaults(rehearsal.serve({ ...request, verb: "create", body: manifest, query: { dryRun: true, fieldValidation: "Strict" } }).response, manifest);
  // What strict decoding refuses is told; what the server would say of the rest is told too.
  const lenient = { fieldValidation: "Ignore" } as const;
  if (faults.some(({ fatal }) => fatal)) return faults.map(({ pointer, message }) => error(pointer, message));
  const live = info.name === "" ? undefined : liveObject(rehearsal, request, info.name);
  const answer = live === undefined
    ? rehearsal.serve({ ...request, verb: "create", body: withLastApplied(manifest), query: lenient })
    : rehearsal.serve({ ...request, verb: "patch", patchType: "strategic", name: info.name, body: patchOf(live, manifest), query: lenient });
  const refusals = answer.mayRetry ? [] : refusalsOf(answer.response, manifest, live);
  return [...faults.map(({ pointer, message }) => error(pointer, message)), ...refusals, ...warningsOf(answer.response, manifest)];
}

/** Where "no matches for kind" belongs: the version when some other one has the kind. */
function unmappedAt({ apiVersion, kind }: JsonObject): string {
  if (typeof apiVersion !== "string" || parseGroupVersion(apiVersion) === undefined) return "/apiVersion";
  return resources.some((resource) => resource.kind === kind) ? "/apiVersion" : "/kind";
}

type RequestBase = Pick<ApiRequest, "group" | "version" | "resource" | "namespace" | "userAgent">;

const requestFor = ({ group, version, resource, namespaced }: ApiResource, namespace: string): RequestBase => ({
  group,
  version,
  resource,
  userAgent: "kubectl",
  ...(namespaced && { namespace }),
});

function liveObject(rehearsal: Rehearsal, request: RequestBase, name: string): JsonObject | undefined {
  const { response } = rehearsal.serve({ ...request, verb: "get", name });
  return isError(response) ? undefined : (response.body as unknown as JsonObject);
}

function patchOf(live: JsonObject, manifest: JsonObject): JsonObject {
  const before = lastApplied(live);
  return threeWayPatch(before === "" ? {} : parsedOr(before), withLastApplied(manifest), live);
}

/** The annotation is anybody's to write. */
function parsedOr(text: string): JsonObject {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function refusalsOf(response: ApiResponse, manifest: JsonObject, live: JsonObject | undefined): readonly Found[] {
  if (!isError(response)) return [];
  const status: Status = response.body;
  const causes = status.reason === "Invalid" ? (status.details?.causes ?? []) : [];
  if (causes.length === 0) return [error(placeOfRefusal(status, manifest), status.message ?? "")];
  return causes.map(({ field = "", message = "" }) => error(changedBelow(pointerOfFieldPath(field, manifest), message, manifest, live), `${field}: ${message}`));
}

/** A refusal that names no field is about what it names: the namespace, the account, the class; else the name. */
function placeOfRefusal({ message = "" }: Status, manifest: JsonObject): string {
  const spec = manifest["spec"] ?? null;
  if (/^namespaces? ".*" not found|because it is being terminated|namespace of the provided object/.test(message)) return "/metadata/namespace";
  if (message.includes("service account")) return isObject(spec) && spec["serviceAccount"] !== undefined && spec["serviceAccountName"] === undefined ? "/spec/serviceAccount" : "/spec/serviceAccountName";
  if (message.includes("PriorityClass")) return "/spec/priorityClassName";
  if (message.includes("RuntimeClass")) return "/spec/runtimeClassName";
  return isObject(manifest["metadata"]) ? "/metadata/name" : "";
}

/** A field that may not change is refused as a whole: what was changed below it is the place to look at. */
function changedBelow(pointer: string, message: string, manifest: JsonObject, live: JsonObject | undefined): string {
  if (live === undefined || !/immutable|may not change|updates to .* are forbidden/.test(message)) return pointer;
  const changed: string[] = [];
  collectChanges(manifest, live, "", changed);
  const below = changed.filter((place) => place.startsWith(`${pointer}/`) && !mayChange.test(place));
  return below[0] ?? pointer;
}

/** Of a pod. */
const mayChange = /^\/spec\/(?:(?:initC|c)ontainers\/\d+\/image|activeDeadlineSeconds|terminationGracePeriodSeconds|tolerations)$/;

function collectChanges(next: Json, old: Json | undefined, pointer: string, into: string[]): void {
  if (isObject(next) && isObject(old)) {
    for (const [key, value] of Object.entries(next)) collectChanges(value, old[key], `${pointer}/${pointerSegment(key)}`, into);
  } else if (Array.isArray(next) && Array.isArray(old)) {
    (next as readonly Json[]).forEach((item, index) => collectChanges(item, counterpart(item, old as readonly Json[], index), `${pointer}/${index}`, into));
  } else if (JSON.stringify(next) !== JSON.stringify(old)) into.push(pointer);
}

function counterpart(item: Json, old: readonly Json[], index: number): Json | undefined {
  if (!isObject(item) || typeof item["name"] !== "string") return old[index];
  return old.find((other) => isObject(other) && other["name"] === item["name"]);
}

// Mirrors the field that most warnings begin with: "spec.containers[0].resources.requests[memory]: fractional byte value …".
const fieldOfWarning = /^((?:spec|metadata|data|template|webhooks|rules)[^\s:,]*)[:, ]/;

function warningsOf({ warnings }: ApiResponse, manifest: JsonObject): readonly Found[] {
  return warnings.map((message) => {
    const path = fieldOfWarning.exec(message)?.[1];
    return { pointer: path === undefined ? placeOfWarning(message, manifest) : pointerOfFieldPath(path, manifest), severity: "warning", message };
  });
}

/** What is said of a kind stands at it. */
function placeOfWarning(message: string, { apiVersion, kind }: JsonObject): string {
  const gv = parseGroupVersion(String(apiVersion));
  const known = gv !== undefined && resourceFor(gv.group, gv.version, String(kind)) !== undefined;
  return known && message.includes(String(kind)) ? "/kind" : "";
}
