import type { Status, StatusCause, StatusDetails } from "../../api/types.ts";
import type { FieldError } from "./validation/field-error.ts";
import { aggregateMessage, fieldErrorBody } from "./validation/field-error.ts";

/** What an error is about: the plural resource, or a kind where upstream names the kind. */
export interface Subject {
  readonly group: string;
  readonly resource: string;
}

/** True for what the API answers when it does not answer with the object asked for. */
export const isStatus = (value: unknown): value is Status =>
  typeof value === "object" && value !== null && (value as { kind?: unknown }).kind === "Status" && "code" in value;

export const failure = (code: number, reason: string, message: string, details?: StatusDetails): Status => ({
  kind: "Status",
  apiVersion: "v1",
  metadata: {},
  status: "Failure",
  message,
  reason,
  ...(details && { details }),
  code,
});

export const success = (details?: StatusDetails, code = 200): Status => ({
  kind: "Status",
  apiVersion: "v1",
  metadata: {},
  status: "Success",
  ...(details && { details }),
  code,
});

// Mirrors GroupResource.String (staging/src/k8s.io/apimachinery/pkg/runtime/schema/group_version.go).
export const qualified = ({ group, resource }: Subject): string => (group ? `${resource}.${group}` : resource);

const detailsOf = ({ group, resource }: Subject, name: string, more?: Partial<StatusDetails>): StatusDetails => ({
  ...(name && { name }),
  ...(group && { group }),
  kind: resource,
  ...more,
});

// The constructors below mirror staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go: code, reason, words and details.

export const notFound = (subject: Subject, name: string): Status =>
  failure(404, "NotFound", `${qualified(subject)} "${name}" not found`, detailsOf(subject, name));

/** An unknown path: group, version, resource or subresource that is not served. */
export const noSuchPath = (): Status => failure(404, "NotFound", "the server could not find the requested resource", {});

export const alreadyExists = (subject: Subject, name: string): Status =>
  failure(409, "AlreadyExists", `${qualified(subject)} "${name}" already exists`, detailsOf(subject, name));

export const conflict = (subject: Subject, name: string, why: string): Status =>
  failure(409, "Conflict", `Operation cannot be fulfilled on ${qualified(subject)} "${name}": ${why}`, detailsOf(subject, name));

export const MODIFIED = "the object has been modified; please apply your changes to the latest version and try again";

export const forbidden = (subject: Subject, name: string, why: string, causes?: readonly StatusCause[]): Status => {
  const what = name ? `${qualified(subject)} "${name}"` : qualified(subject);
  return failure(403, "Forbidden", `${what} is forbidden: ${why}`, detailsOf(subject, name, causes && { causes }));
};

export const badRequest = (message: string): Status => failure(400, "BadRequest", message);

export const methodNotSupported = (subject: Subject, verb: string): Status =>
  failure(405, "MethodNotAllowed", `${verb} is not supported on resources of kind "${qualified(subject)}"`, detailsOf(subject, ""));

export const expired = (message: string): Status => failure(410, "Expired", message);

export const internalError = (message: string): Status =>
  failure(500, "InternalError", `Internal error occurred: ${message}`, { causes: [{ message }] });

export const tooManyRequests = (message: string, causes?: readonly StatusCause[]): Status =>
  failure(429, "TooManyRequests", message, { ...(causes && { causes }) });

/** A patch that could not be applied to the object: 422 without an Invalid reason of a kind. */
// Mirrors NewGenericServerResponse: what a client prints when the server only said 422.
export const unprocessable = (): Status =>
  failure(422, "Invalid", "the server rejected our request due to an error in our request", {});

// Mirrors NewInvalid.
export function invalid(group: string, kind: string, name: string, errors: readonly FieldError[]): Status {
  const qualifiedKind = group ? `${kind}.${group}` : kind;
  return failure(422, "Invalid", `${qualifiedKind} "${name}" is invalid: ${aggregateMessage(errors)}`, {
    ...(name && { name }),
    ...(group && { group }),
    kind,
    causes: errors.map((error) => ({ reason: error.type, message: fieldErrorBody(error), field: error.field })),
  });
}

