import type { JsonObject } from "../../../api/json.ts";
import type { Pod, Status } from "../../../api/types.ts";
import { plainText } from "../kubelet-connection.ts";
import { keyOfCall, type Call, type ServerContext } from "../server-context.ts";
import { badRequest, invalid, isStatus, notFound } from "../status.ts";
import type { FieldError } from "../validation/field-error.ts";

/** GET of pods/log, and the connections of pods/exec and pods/attach: answered by the kubelet of the pod's node. */
export function connect(context: ServerContext, call: Call, what: "log" | "exec" | "attach"): JsonObject | Status {
  const { request, resource } = call;
  const errors = what === "log" ? logOptionErrors(call) : [];
  if (errors.length > 0) return invalid("", "PodLogOptions", request.name ?? "", errors);
  const pod = context.store.get("pods", keyOfCall(call)) as Pod | undefined;
  if (!pod) return notFound(resource, request.name ?? "");
  const container = chosenContainer(pod, request.query?.container ?? "");
  if (isStatus(container)) return container;
  if (!pod.spec.nodeName) {
    // Mirrors LogLocation and streamLocation (pkg/registry/core/pod/strategy.go): an unbound pod has an empty log.
    return what === "log" ? { ...plainText("") } : badRequest(`pod ${pod.metadata.name} does not have a host assigned`);
  }
  const query = request.query ?? {};
  const { kubelets } = context;
  const answer = what === "log" ? kubelets.containerLogs(pod, container, query) : kubelets[what](pod, container, query);
  return answer.ok ? { ...answer.body } : answer.status;
}

// Mirrors ValidatePodLogOptions (pkg/apis/core/validation/validation.go).
function logOptionErrors({ request }: Call): FieldError[] {
  const { tailLines, sinceSeconds, limitBytes } = request.query ?? {};
  const errors: FieldError[] = [];
  const error = (field: string, value: number, detail: string): void => void errors.push({ type: "FieldValueInvalid", field, value, detail });
  if (tailLines !== undefined && tailLines < 0) error("tailLines", tailLines, "must be greater than or equal to 0");
  if (limitBytes !== undefined && limitBytes < 1) error("limitBytes", limitBytes, "must be greater than 0");
  if (sinceSeconds !== undefined && sinceSeconds < 1) error("sinceSeconds", sinceSeconds, "must be greater than 0");
  return errors;
}

// Mirrors getContainerName and podHasContainerWithName (pkg/registry/core/pod/strategy.go).
function chosenContainer(pod: Pod, asked: string): string | Status {
  const names = (list: readonly { readonly name: string }[] | undefined): string => (list ?? []).map(({ name }) => name).join(" ");
  const { containers, initContainers = [], ephemeralContainers = [] } = pod.spec;
  const { name } = pod.metadata;
  if (asked) {
    const known = [...containers, ...initContainers, ...ephemeralContainers].some((container) => container.name === asked);
    return known ? asked : badRequest(`container ${asked} is not valid for pod ${name}`);
  }
  if (containers.length === 1) return containers[0]!.name;
  if (containers.length === 0) return badRequest(`a container name must be specified for pod ${name}`);
  const init = initContainers.length > 0 ? ` or one of the init containers: [${names(initContainers)}]` : "";
  const ephemeral = ephemeralContainers.length > 0 ? ` or one of the ephemeral containers: [${names(ephemeralContainers)}]` : "";
  return badRequest(`a container name must be specified for pod ${name}, choose one of: [${names(containers)}]${init}${ephemeral}`);
}
