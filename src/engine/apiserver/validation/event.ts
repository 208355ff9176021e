import type { Event } from "../../../api/types.ts";
import { invalid, invalidEach, required } from "./field-error.ts";
import type { FieldError } from "./field-error.ts";
import { isDns1123Subdomain, isQualifiedName } from "./formats.ts";

const longestReason = 128;
const longestMessage = 1024;
const atMost = (length: number): string => `can have at most ${length} characters`;

// Mirrors legacyValidateEvent (pkg/apis/core/validation/events.go). Simplified: an Event that is created through events.k8s.io/v1 is checked as one of the core API.
export function validateEvent(event: Event): readonly FieldError[] {
  const errors: FieldError[] = [];
  const { namespace = "" } = event.metadata;
  const about = event.involvedObject?.namespace ?? "";
  // Events about cluster-scoped objects live in "default".
  if (about === "" ? namespace !== "" && namespace !== "default" : namespace !== about) {
    errors.push(invalid("involvedObject.namespace", about, "does not match event.namespace"));
  }
  if (event.eventTime) validateNewStyle(event, errors);
  errors.push(...invalidEach("namespace", namespace, isDns1123Subdomain(namespace)));
  return errors;
}

function validateNewStyle(event: Event, errors: FieldError[]): void {
  const { reportingComponent = "", reportingInstance = "", action = "", reason = "", message = "" } = event;
  if (reportingComponent === "") errors.push(required("reportingComponent"));
  errors.push(...invalidEach("reportingComponent", reportingComponent, isQualifiedName(reportingComponent)));
  if (reportingInstance === "") errors.push(required("reportingInstance"));
  if (reportingInstance.length > longestReason) errors.push(invalid("reportingInstance", "", atMost(longestReason)));
  if (action === "") errors.push(required("action"));
  if (action.length > longestReason) errors.push(invalid("action", "", atMost(longestReason)));
  if (reason === "") errors.push(required("reason"));
  if (reason.length > longestReason) errors.push(invalid("reason", "", atMost(longestReason)));
  if (message.length > longestMessage) errors.push(invalid("message", "", atMost(longestMessage)));
}
