/** Reads the JSON of a request's body as an object of a kind, as the API server's decoder does. */
import type { Json, JsonObject } from "../../../api/json.ts";
import { isObject } from "../../../api/json.ts";
import { parseGroupVersion, resourceFor } from "../../../api/resources.ts";
import { schemaFor } from "../../../api/schema/schema.ts";
import type { StructSchema } from "../../../api/schema/schema.ts";
import type { KubernetesObject } from "../../../api/types.ts";
import { foundName } from "./scalars.ts";
import { decodeStruct } from "./values.ts";
import { DecodeAbort, Walk } from "./walk.ts";

export interface DecodeOptions {
  /** What the request's path expects. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly fieldValidation: "Strict" | "Warn" | "Ignore";
}
/** `message` is that of the BadRequest the server answers with. */
export type DecodeResult =
  | { readonly ok: true; readonly object: KubernetesObject; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly message: string };

/** Simplified: JSON that is nested deeper than this is refused; a real server refuses it from 10,000 levels on. */
const deepest = 1000;
const typeMetaOfGo = 'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

/** Decodes; a refusal is never half an object. Fields that the kind does not have are dropped, with the fault that the request asks for. */
export function decodeObject(json: Json, options: DecodeOptions): DecodeResult {
  if (isDeeperThan(json, deepest)) return refuse("exceeded max depth");
  if (!isObject(json)) return refuse(unrecognized(json, options, `json: cannot unmarshal ${foundName(json)} into Go value of type ${typeMetaOfGo}`));
  const typeMetaFault = wrongTypeMeta(json);
  if (typeMetaFault !== undefined) return refuse(unrecognized(json, options, typeMetaFault));
  return decodeKind(json, options);
}

const refuse = (message: string): DecodeResult => ({ ok: false, message });

// Mirrors transformDecodeError (apiserver/pkg/endpoints/handlers/rest.go), when the body does not even tell its kind.
function unrecognized(json: Json, options: DecodeOptions, fault: string): string {
  return `the object provided is unrecognized (must be of type ${options.kind}): couldn't get version/kind; json parse error: ${fault} (${summary(JSON.stringify(json))})`;
}

// Mirrors summarizeData (apiserver/pkg/endpoints/handlers/rest.go).
function summary(body: string): string {
  const start = body.slice(0, 30);
  if (body.startsWith("{")) return body.length > 30 ? `${start} ...` : body;
  const hex = [...start].map((character) => (character.codePointAt(0) ?? 0).toString(16).padStart(2, "0")).join("");
  return body.length > 30 ? `${hex} ...` : hex;
}

function wrongTypeMeta(json: JsonObject): string | undefined {
  for (const key of ["apiVersion", "kind"]) {
    const value = json[key] ?? null;
    if (value !== null && typeof value !== "string") return `json: cannot unmarshal ${foundName(value)} into Go struct field .${key} of type string`;
  }
  return undefined;
}

function decodeKind(json: JsonObject, options: DecodeOptions): DecodeResult {
  const expected = parseGroupVersion(options.apiVersion);
  const apiVersion = textOr(json["apiVersion"], options.apiVersion);
  const kind = textOr(json["kind"], options.kind);
  const found = parseGroupVersion(apiVersion);
  const cannot = (version: string, why: string): DecodeResult => refuse(`${kind} in version ${JSON.stringify(version)} cannot be handled as a ${options.kind}: ${why}`);
  if (found === undefined) return refuse(unrecognized(json, options, `unexpected GroupVersion string: ${apiVersion}`));
  const schema = schemaFor(apiVersion, kind);
  if (schema === undefined || (kind !== options.kind && resourceFor(found.group, found.version, kind) === undefined)) {
    if (apiVersion === options.apiVersion && kind === options.kind) return { ok: true, object: json as unknown as KubernetesObject, warnings: [] };
    return cannot(found.version, `no kind ${JSON.stringify(kind)} is registered for version ${JSON.stringify(apiVersion)} in scheme "pkg/api/legacyscheme/scheme.go:30"`);
  }
  const outcome = decodeBySchema({ ...json, apiVersion, kind }, schema);
  if (!outcome.ok) return cannot(found.version, outcome.fault);
  if (outcome.strict.length > 0 && options.fieldValidation === "Strict") return cannot(found.version, `strict decoding error: ${outcome.strict.join(", ")}`);
  if (kind !== options.kind) {
    return cannot(found.version, `converting (${schema.package}.${kind}) to (${internalPackage(expected?.group ?? "")}.${options.kind}): unknown conversion`);
  }
  if (apiVersion !== options.apiVersion) {
    return refuse(`the API version in the data (${apiVersion}) does not match the expected API version (${options.apiVersion})`);
  }
  return { ok: true, object: outcome.object as unknown as KubernetesObject, warnings: options.fieldValidation === "Warn" ? outcome.strict : [] };
}

const textOr = (value: Json | undefined, fallback: string): string => (typeof value === "string" && value !== "" ? value : fallback);
const internalPackage = (group: string): string => (group === "" ? "core" : (group.split(".")[0] ?? group));

type Outcome =
  | { readonly ok: true; readonly object: JsonObject; readonly strict: readonly string[] }
  | { readonly ok: false; readonly fault: string };

function decodeBySchema(json: JsonObject, schema: StructSchema): Outcome {
  const walk = new Walk();
  try {
    const object = decodeStruct(walk, json, schema, true);
    return walk.fault === undefined ? { ok: true, object, strict: walk.strictFaults } : { ok: false, fault: walk.fault };
  } catch (abort) {
    if (abort instanceof DecodeAbort) return { ok: false, fault: abort.message };
    throw abort;
  }
}

/** Gives up at the limit, so that no body can exhaust the stack. */
function isDeeperThan(json: Json, limit: number): boolean {
  if (typeof json !== "object" || json === null) return false;
  if (Array.isArray(json)) {
    for (const item of json as readonly Json[]) if (limit === 0 || isDeeperThan(item, limit - 1)) return true;
    return false;
  }
  for (const key in json) if (limit === 0 || isDeeperThan((json as JsonObject)[key] as Json, limit - 1)) return true;
  return false;
}
