import type { Service } from "../../../api/services.ts";
import type { KubernetesObject, ObjectMeta, Status } from "../../../api/types.ts";
import { admitCreate, validatingAdmission } from "../admission/chain.ts";
import { readBody } from "../bodies.ts";
import { recordManager } from "../managed-fields.ts";
import { generatedName, newUid } from "../object-identity.ts";
import { allocated } from "../services/allocation.ts";
import { keyOfCall, strategyOf, withMetadata, type Call, type ServerContext } from "../server-context.ts";
import { alreadyExists, failure, invalid, isStatus, methodNotSupported } from "../status.ts";
import { unsimulatedWarnings } from "../unsimulated.ts";
import { inRequestNamespace } from "./namespace-of-object.ts";

const GENERATED_NAME_TRIES = 8;

/** POST of a collection: the object as stored, or why not. */
export function create(context: ServerContext, call: Call): KubernetesObject | Status {
  const { request, resource } = call;
  if (request.name) return methodNotSupported(resource, "create");
  const decoded = readBody(call, request.body);
  if (isStatus(decoded)) return decoded;
  const placed = inRequestNamespace(call, decoded);
  if (isStatus(placed)) return placed;
  if (!placed.metadata.generateName || placed.metadata.name) return createNamed(context, call, placed);
  let answer = createNamed(context, call, generateName(context, placed));
  for (let tried = 1; isStatus(answer) && answer.reason === "AlreadyExists" && tried < GENERATED_NAME_TRIES; tried += 1) {
    answer = createNamed(context, call, generateName(context, placed));
  }
  return answer;
}

const generateName = ({ kernel }: ServerContext, object: KubernetesObject): KubernetesObject =>
  withMetadata(object, { name: generatedName(kernel, object.metadata.generateName ?? "") });

/** Stores a decoded, defaulted object under its name: system metadata, admission, validation, then etcd. */
// Mirrors createHandler and Store.Create (staging/src/k8s.io/apiserver/pkg/{endpoints/handlers,registry/generic/registry}).
export function createNamed(context: ServerContext, call: Call, object: KubernetesObject): KubernetesObject | Status {
  const { store } = context;
  const { request, resource, stored } = call;
  const strategy = strategyOf(resource);
  // Mirrors createHandler: what admission adds belongs to nobody.
  const made = recordManager(newlyMade(context, object), undefined, call, context.timestamp());
  const admitted = admitCreate(context, call, made);
  if (isStatus(admitted)) return admitted;
  const prepared = strategy.prepareForCreate(admitted);
  const errors = strategy.validateCreate(prepared);
  if (errors.length > 0) return invalid(resource.group, resource.kind, prepared.metadata.name ?? "", errors);
  call.warnings.push(...strategy.warningsOnCreate(prepared));
  const refused = validatingAdmission(context, call, prepared);
  if (refused) return refused;
  const { name } = prepared.metadata;
  const complete = prepared.kind === "Service" ? allocated(context, call, prepared as Service) : prepared;
  if (isStatus(complete)) return complete;
  const key = keyOfCall(call, name);
  if (store.get(stored, key)) return alreadyExists(resource, name);
  if (object.metadata.resourceVersion) return failure(500, "", "resourceVersion should not be set on objects to be created");
  call.outcome.created = true;
  call.warnings.push(...unsimulatedWarnings(resource, prepared));
  return request.query?.dryRun ? complete : store.create(stored, key, complete);
}

// Mirrors FillObjectMetaSystemFields and BeforeCreate (staging/src/k8s.io/apiserver/pkg/registry/rest).
function newlyMade({ kernel, timestamp }: ServerContext, object: KubernetesObject): KubernetesObject {
  const made = { ...withoutSystemFields(object.metadata), uid: newUid(kernel), creationTimestamp: timestamp() };
  return { ...object, metadata: made as KubernetesObject["metadata"] };
}

const systemFields = ["deletionTimestamp", "deletionGracePeriodSeconds", "resourceVersion", "managedFields"] as const;

/** Hardly anybody sends them. */
function withoutSystemFields(given: ObjectMeta): Partial<ObjectMeta> {
  if (!systemFields.some((field) => field in given)) return given;
  const { deletionTimestamp: _at, deletionGracePeriodSeconds: _grace, resourceVersion: _version, managedFields: _managed, ...metadata } = given;
  return metadata;
}
