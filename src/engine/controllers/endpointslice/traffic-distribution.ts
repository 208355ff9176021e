import type { Endpoint, Service } from "../../../api/services.ts";

const CLOSE: ReadonlySet<string> = new Set(["PreferClose", "PreferSameZone", "PreferSameNode"]);

// Mirrors ReconcileHints (staging/src/k8s.io/endpointslice/trafficdist/trafficdist.go).
// Simplified: the annotation service.kubernetes.io/topology-mode, which shares endpoints out among zones by their CPUs, changes nothing; spec.trafficDistribution does.
/** An endpoint with the hints from where it should be reached: it is meant for its own zone, with PreferSameNode for its own node as well. */
export function hinted(endpoint: Endpoint, { spec: { trafficDistribution = "" } }: Service): Endpoint {
  if (!CLOSE.has(trafficDistribution) || endpoint.conditions?.ready !== true) return endpoint;
  const hints = {
    ...(endpoint.zone !== undefined && { forZones: [{ name: endpoint.zone }] }),
    ...(endpoint.nodeName !== undefined && trafficDistribution === "PreferSameNode" && { forNodes: [{ name: endpoint.nodeName }] }),
  };
  return Object.keys(hints).length > 0 ? { ...endpoint, hints } : endpoint;
}
