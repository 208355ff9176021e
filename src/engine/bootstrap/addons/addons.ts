import { isObject, type JsonObject } from "../../../api/json.ts";
import { parseGroupVersion, resourceFor } from "../../../api/resources.ts";
import type { KubernetesObject } from "../../../api/types.ts";
import type { ApiServer } from "../../apiserver/api-server.ts";
import { releaseOf, type ClusterSpec } from "../cluster-spec.ts";
import { bootTimes, meta } from "../metadata.ts";
import { CONTROL_PLANE_NODE, type ResolvedNode } from "../nodes.ts";
import { COREDNS_IMAGE, corednsObjects } from "./coredns.ts";
import { METRICS_SERVER_IMAGE, metricsServerObjects } from "./metrics-server.ts";
import { kubeProxyImageOf, kubeProxyObjects, networkImage, networkObjects } from "./node-agents.ts";
import { staticPodImages, staticPodManifests } from "./static-pods.ts";

/** Add-ons that have Pods, in the order in which they are made. */
const WITH_PODS = ["coredns", "kube-proxy", "network", "metrics"] as const;

/** Whether Pods of kube-system have to come up before t=0. */
export const hasSystemPods = ({ addons }: ClusterSpec): boolean => WITH_PODS.some((addon) => addons.includes(addon));

const hasControlPlanePods = (spec: ClusterSpec, node: ResolvedNode): boolean => hasSystemPods(spec) && spec.controlPlane === "node" && node.name === CONTROL_PLANE_NODE;

/** References of the images that a node has of its own. */
export function addonImages(spec: ClusterSpec, node: ResolvedNode): readonly string[] {
  const of = { "coredns": COREDNS_IMAGE, "kube-proxy": kubeProxyImageOf(releaseOf(spec.version)), "network": networkImage, "metrics": METRICS_SERVER_IMAGE };
  return [...WITH_PODS.filter((addon) => spec.addons.includes(addon)).map((addon) => of[addon]), ...(hasControlPlanePods(spec, node) ? staticPodImages(node.release) : [])];
}

/** Manifests of the control plane's Pods, by path on their node. */
export const addonFiles = (spec: ClusterSpec, node: ResolvedNode): Readonly<Record<string, string>> => (hasControlPlanePods(spec, node) ? staticPodManifests(node.release, node.address) : {});

/**
 * Makes the add-ons' objects as old as the control plane. Simplified: their Pods began a minute before the scenario, and
 * the Events of that are gone.
 */
export function installAddons(server: ApiServer, spec: ClusterSpec, seed: number, startsAtMs: number): void {
  const objects = { "coredns": corednsObjects, "kube-proxy": kubeProxyObjects(releaseOf(spec.version)), "network": networkObjects, "metrics": metricsServerObjects };
  const times = bootTimes(seed, startsAtMs);
  for (const addon of WITH_PODS) {
    if (!spec.addons.includes(addon)) continue;
    for (const object of objects[addon]) {
      const { metadata, ...defaulted } = asStored(server, object);
      const { resourceVersion: _version, ...own } = meta(times, `${defaulted.kind}/${metadata.namespace ?? ""}/${metadata.name}`, metadata.name);
      server.install({ ...defaulted, metadata: { ...metadata, ...own } } as KubernetesObject);
    }
  }
}

/** The object as the API server would store it: with its defaults. */
function asStored(server: ApiServer, object: JsonObject): KubernetesObject {
  const kind = String(object["kind"]);
  const gv = parseGroupVersion(String(object["apiVersion"]));
  const resource = gv && resourceFor(gv.group, gv.version, kind);
  if (!resource) throw new Error(`no resource for ${kind} of an add-on`);
  const namespace = resource.namespaced ? { namespace: "kube-system" } : {};
  const { code, body } = server.rehearse().serve({ verb: "create", ...gv, resource: resource.resource, ...namespace, body: object, userAgent: "kubeadm" }).response;
  if (code !== 201 || !isObject(body)) throw new Error(`${kind} of an add-on is refused: ${JSON.stringify(body)}`);
  return body as unknown as KubernetesObject;
}

/** Takes away the Events of the add-ons' start: they would be long gone. */
export function forgetStart(server: ApiServer): void {
  server.serve({ verb: "deletecollection", group: "", version: "v1", resource: "events", namespace: "kube-system", userAgent: "kube-apiserver" });
}
