import type { JsonObject } from "../../../api/json.ts";
import type { Container, EnvVar, EnvVarSource, HTTPGetAction, Lifecycle, LifecycleHandler, ObjectFieldSelector, ResourceFieldSelector, Probe } from "../../../api/types.ts";
import { eachIn, fill, fillZero, within } from "./fill.ts";
import { defaultPullPolicy } from "./image-pull-policy.ts";
import { defaultRequirements } from "./resource-list.ts";

// Mirrors SetDefaults_Container and what it contains (pkg/apis/core/v1/defaults.go, zz_generated.defaults.go).
export function defaultContainer(container: Container): Container {
  const named = container.imagePullPolicy ? container : { ...container, imagePullPolicy: defaultPullPolicy(container.image) };
  const filled = fill(named, { terminationMessagePath: "/dev/termination-log", terminationMessagePolicy: "File", resources: noResources });
  return defaultParts(filled);
}

const noResources = {};
const tcp = { protocol: "TCP" } as const;

function defaultParts(container: Container): Container {
  let next = within(container, "resources", defaultRequirements);
  if (next.ports) next = eachIn(next, "ports", (port: NonNullable<Container["ports"]>[number]) => fill(port, tcp));
  if (next.env) next = eachIn(next, "env", defaultEnv);
  next = within(next, "livenessProbe", defaultProbe);
  next = within(next, "readinessProbe", defaultProbe);
  next = within(next, "startupProbe", defaultProbe);
  return within(next, "lifecycle", defaultLifecycle);
}

export const defaultFieldRef = (ref: ObjectFieldSelector): ObjectFieldSelector => fill(ref, { apiVersion: "v1" });

/** A quantity that is not a pointer is written out even when it is zero. */
export const defaultResourceFieldRef = (ref: ResourceFieldSelector): ResourceFieldSelector => fill(ref, { divisor: "0" });

const defaultEnv = (variable: EnvVar): EnvVar => within(variable, "valueFrom", defaultEnvSource);
const defaultEnvSource = (source: EnvVarSource): EnvVarSource =>
  within(within(within(source, "fieldRef", defaultFieldRef), "resourceFieldRef", defaultResourceFieldRef), "fileKeyRef", (ref: JsonObject) => fill(ref, { optional: false }));

const defaultHttpGet = (action: HTTPGetAction): HTTPGetAction => fill(action, { path: "/", scheme: "HTTP" });

// Mirrors SetDefaults_Probe (pkg/apis/core/v1/defaults.go).
function defaultProbe(probe: Probe): Probe {
  const numbered = fillZero(probe, { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 });
  return within(within(numbered, "httpGet", defaultHttpGet), "grpc", (grpc) => (grpc.service === undefined ? { ...grpc, service: "" } : grpc));
}

const defaultHandler = (handler: LifecycleHandler): LifecycleHandler => within(handler, "httpGet", defaultHttpGet);
const defaultLifecycle = (lifecycle: Lifecycle): Lifecycle =>
  within(within(lifecycle, "postStart", defaultHandler), "preStop", defaultHandler);
