import { jsonEqual } from "../../../api/json.ts";
import type { KubernetesObject } from "../../../api/types.ts";
import type { FieldError } from "../validation/field-error.ts";
import type { NameCheck } from "../validation/formats.ts";
import { validateObjectMeta, validateObjectMetaUpdate } from "../validation/object-meta.ts";
import type { Strategy } from "./rest-strategy.ts";

/** What differs between kinds; everything else is as `genericStrategy` says. */
export interface StrategyOptions<T extends KubernetesObject> {
  readonly namespaced: boolean;
  readonly nameCheck: NameCheck;
  /** metadata.generation: 1 at create, +1 when anything but metadata and status changes. */
  readonly tracksGeneration?: boolean;
  /** Has a status that only the status subresource writes. */
  readonly hasStatus?: boolean;
  readonly allowCreateOnUpdate?: boolean;
  readonly allowUnconditionalUpdate?: boolean;
  readonly applyDefaults?: (object: T) => T;
  /** Status of a new object; without it, status is dropped where `hasStatus`. */
  readonly newStatus?: (object: T) => unknown;
  /** What a new object gets beside its defaults, once it has a name and a uid. */
  readonly completeForCreate?: (object: T) => T;
  /** What a writer may leave out on an update: it stays as it was. */
  readonly completeForUpdate?: (next: T, old: T) => T;
  /** After metadata's errors. */
  readonly validate?: (object: T) => readonly FieldError[];
  readonly warnings?: (object: T) => readonly string[];
  readonly validateUpdate?: (next: T, old: T, subresource?: string) => readonly FieldError[];
}

type WithStatus = KubernetesObject & { readonly status?: unknown };
const unchanged = <T>(object: T): T => object;
const noErrors = (): readonly FieldError[] => [];

/** A strategy that checks metadata and keeps spec and status apart, as every kind does, with the kind's own rules added. */
export function genericStrategy<T extends KubernetesObject>(options: StrategyOptions<T>): Strategy<T> {
  const { validate = noErrors, validateUpdate } = options;
  return {
    applyDefaults: options.applyDefaults ?? unchanged,
    prepareForCreate: (object) => prepareForCreate(object, options),
    prepareForUpdate: (next, old, subresource) => prepareForUpdate(next, old, subresource, options),
    validateCreate: (object) => [...validateObjectMeta(object.metadata, options.namespaced, options.nameCheck), ...validate(object)],
    validateUpdate: (next, old, subresource) => [
      ...validateObjectMetaUpdate(next.metadata, old.metadata),
      ...(validateUpdate ? validateUpdate(next, old, subresource) : validate(next)),
    ],
    warningsOnCreate: (object) => options.warnings?.(object) ?? [],
    warningsOnUpdate: (next, old, subresource) => (subresource === undefined && !jsonEqual(counted(next), counted(old)) ? (options.warnings?.(next) ?? []) : []),
    allowCreateOnUpdate: options.allowCreateOnUpdate ?? false,
    allowUnconditionalUpdate: options.allowUnconditionalUpdate ?? true,
  };
}

function prepareForCreate<T extends KubernetesObject>(object: T, options: StrategyOptions<T>): T {
  const completed = options.completeForCreate ? options.completeForCreate(object) : object;
  const numbered = options.tracksGeneration ? withGeneration(completed, 1) : completed;
  if (options.newStatus) return { ...numbered, status: options.newStatus(object) };
  return options.hasStatus ? withStatusOf(numbered, {}) : numbered;
}

function prepareForUpdate<T extends KubernetesObject>(next: T, old: T, subresource: string | undefined, options: StrategyOptions<T>): T {
  if (subresource === "status") return withStatusOf({ ...old, metadata: next.metadata }, next as WithStatus);
  const completed = options.completeForUpdate ? options.completeForUpdate(next, old) : next;
  const kept = options.hasStatus ? withStatusOf(completed, old as WithStatus) : completed;
  if (!options.tracksGeneration) return kept;
  const generation = old.metadata.generation ?? 1;
  return withGeneration(kept, jsonEqual(counted(kept), counted(old)) ? generation : generation + 1);
}

const counted = (object: WithStatus): KubernetesObject => {
  const { status: _status, metadata: _metadata, ...rest } = object;
  return rest as unknown as KubernetesObject;
};

export const withGeneration = <T extends KubernetesObject>(object: T, generation: number): T =>
  object.metadata.generation === generation ? object : { ...object, metadata: { ...object.metadata, generation } };

/** `object` with the status of `source`, or with none. */
export function withStatusOf<T extends KubernetesObject>(object: T, source: { readonly status?: unknown }): T {
  const { status: _status, ...rest } = object as WithStatus;
  return (source.status === undefined ? rest : { ...rest, status: source.status }) as T;
}
