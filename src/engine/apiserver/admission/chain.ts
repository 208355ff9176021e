import type { KubernetesObject, Pod, Status } from "../../../api/types.ts";
import type { Call, ServerContext } from "../server-context.ts";
import { isStatus } from "../status.ts";
import { defaultTolerationSeconds } from "./default-toleration-seconds.ts";
import { limitDefaults, limitRanger } from "./limit-ranger.ts";
import { namespaceLifecycle, protectedNamespace } from "./namespace-lifecycle.ts";
import { nodeTaint } from "./node-taint.ts";
import { validatePodResize } from "./pod-resize.ts";
import { onlyDefaultClass, priority } from "./priority.ts";
import { resourceQuota } from "./resource-quota.ts";
import { runtimeClass, validateRuntimeClass } from "./runtime-class.ts";
import { serviceAccount } from "./service-account.ts";
import { claimResize, storageDefaults } from "./storage.ts";

/** A plugin sees a new object and gives it back, changed or not, or refuses it. */
type AdmissionPlugin<T extends KubernetesObject> = (context: ServerContext, call: Call, object: T) => T | Status;

// Mirrors AllOrderedPlugins (pkg/kubeapiserver/options/plugins.go).
// Simplified: no Pod is held to Pod Security, and no webhook is asked.
const podPlugins: readonly AdmissionPlugin<Pod>[] = [limitDefaults, serviceAccount, priority, defaultTolerationSeconds, runtimeClass];

/** What a create meets before validation. */
export function admitCreate(context: ServerContext, call: Call, object: KubernetesObject): KubernetesObject | Status {
  const refused = namespaceLifecycle(context, call, object.metadata.name);
  if (refused) return refused;
  if (!isPods(call)) return storageDefaults(context, call, nodeTaint(object));
  let pod = withSpec(object as Pod);
  for (const plugin of podPlugins) {
    const admitted = plugin(context, call, pod);
    if (isStatus(admitted)) return admitted;
    pod = admitted;
  }
  return pod;
}

/** What a new object meets after validation, once it is what would be stored. */
export const validatingAdmission = (context: ServerContext, call: Call, object: KubernetesObject): Status | undefined =>
  (isPods(call) ? validateRuntimeClass(context, call, object as Pod) : undefined) ?? onlyDefaultClass(context, call, object) ?? limitRanger(context, call, object) ?? resourceQuota(context, call, object);

const isPods = ({ resource }: Call): boolean => resource.group === "" && resource.resource === "pods";

/** A spec and a list of containers, where a hostile manifest has none: validation will say so. */
const withSpec = (pod: Pod): Pod => (pod.spec?.containers ? pod : { ...pod, spec: { ...pod.spec, containers: [] } });

/** What an update meets before validation. */
// Mirrors admission.NewHandler of DefaultTolerationSeconds (plugin/pkg/admission/defaulttolerationseconds/admission.go):
// updates of a pod too, not of its subresources. So an apply that lists fewer tolerations takes none away.
export function admitUpdate(context: ServerContext, call: Call, next: KubernetesObject, _old: KubernetesObject): KubernetesObject | Status {
  if (!isPods(call) || call.request.subresource !== undefined) return next;
  return defaultTolerationSeconds(context, call, next as Pod);
}

/** What an update meets after validation. */
export const validatingAdmissionOfUpdate = (context: ServerContext, call: Call, next: KubernetesObject, old: KubernetesObject): Status | undefined =>
  isPods(call) ? validatePodResize(context, call, next as Pod, old as Pod) : (claimResize(context, call, next, old) ?? onlyDefaultClass(context, call, next) ?? limitsOfUpdate(context, call, next, old));

// Mirrors Handles of the quota evaluators: an update of a Service or a claim may want more, all others count when they are created.
function limitsOfUpdate(context: ServerContext, call: Call, next: KubernetesObject, old: KubernetesObject): Status | undefined {
  const { group, resource } = call.resource;
  if (group !== "" || (resource !== "services" && resource !== "persistentvolumeclaims")) return undefined;
  return limitRanger(context, call, next) ?? resourceQuota(context, call, next, old);
}

/** What a deletion meets. */
export const admitDelete = (_context: ServerContext, call: Call): Status | undefined => protectedNamespace(call);
