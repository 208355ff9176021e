import { describe, expect, test } from "vitest";
import type { Endpoints, EndpointSubset, Service } from "../../../api/services.ts";
import type { Pod, StringMap } from "../../../api/types.ts";
import { belongsInEndpoints } from "../endpointslice/pod-endpoint.ts";
import type { Work } from "../manager/controller.ts";
import { fakeApi } from "../testing/fake-api.ts";
import { endpointsController } from "./endpoints-controller.ts";

const AT = "2026-01-01T00:00:00Z";
const meta = (name: string) => ({ name, namespace: "other", uid: `uid-${name}`, resourceVersion: "1", creationTimestamp: AT });
const service = (spec: Partial<Service["spec"]> = {}, labels?: StringMap): Service =>
  ({ apiVersion: "v1", kind: "Service", metadata: { ...meta("foo"), ...(labels && { labels }) }, spec: { selector: { foo: "bar" }, ports: [{ port: 80, protocol: "TCP", targetPort: 8080 }], clusterIP: "10.96.0.20", ...spec } }) as unknown as Service;
const pod = (i: number, ready = true, { terminating = false, status = {} }: { readonly terminating?: boolean; readonly status?: object } = {}): Pod =>
  ({
    apiVersion: "v1", kind: "Pod", metadata: { ...meta(`pod${i}`), labels: { foo: "bar" }, ...(terminating && { deletionTimestamp: AT }) },
    spec: { containers: [{ name: "c", image: "x" }] }, status: { phase: "Running", podIP: `1.2.3.${4 + i}`, conditions: [{ type: "Ready", status: ready ? "True" : "False" }], ...status },
  }) as unknown as Pod;

function synced(of: Service | undefined, pods: readonly Pod[], known?: Endpoints) {
  const api = fakeApi({ endpoints: known ? [known] : [] });
  const caches = { get: (resource: string) => (resource === "services" ? of : known), inNamespace: () => pods };
  const input = endpointsController.gather("other/foo", { caches, isFresh: true } as never);
  if (input) api.run(endpointsController.work(input) as Work);
  return { wrote: api.wrote, endpoints: api.get<Endpoints>("endpoints", "foo") };
}
/** "4,5 !6 8080": ready addresses, those that are not, ports. */
const told = (subsets: readonly EndpointSubset[] = []): string =>
  subsets.map(({ addresses = [], notReadyAddresses = [], ports = [] }) => [addresses.map(({ ip }) => ip.slice(6)).join(","), notReadyAddresses.length > 0 ? `!${notReadyAddresses.map(({ ip }) => ip.slice(6)).join(",")}` : "", ports.map(({ name = "", port }) => `${name && `${name}=`}${port}`).join("+")].filter(Boolean).join(" ")).join("; ");

// Counterparts of TestSyncEndpoints… (pkg/controller/endpoint/endpoints_controller_test.go).
describe("the Endpoints of a Service", () => {
  test.each<{ what: string; of?: Service; pods: readonly Pod[]; are: string }>([
    { what: "with Pods", pods: [pod(0), pod(1)], are: "4,5 8080" },
    { what: "without Pods", pods: [], are: "" },
    { what: "with Pods that are not ready", pods: [pod(0, false)], are: "!4 8080" },
    { what: "with some that are ready and some that are not", pods: [pod(0), pod(1, false)], are: "4 !5 8080" },
    { what: "that publishes all", of: service({ publishNotReadyAddresses: true }), pods: [pod(0, false)], are: "4 8080" },
    { what: "with several ports", of: service({ ports: [{ name: "port0", port: 80, protocol: "TCP", targetPort: 8080 }, { name: "port1", port: 88, protocol: "TCP", targetPort: 8088 }] }), pods: [pod(0), pod(1), pod(2)], are: "4,5,6 port0=8080+port1=8088" },
    { what: "without a head and without ports", of: service({ ports: [], clusterIP: "None" }), pods: [pod(0)], are: "4" },
    { what: "with Pods on their way out", pods: [pod(0), pod(1, true, { terminating: true })], are: "4 8080" },
  ])("$what: $are", ({ of = service(), pods, are }) => {
    const { wrote, endpoints } = synced(of, pods);
    expect([wrote, told(endpoints?.subsets)]).toEqual([["create endpoints foo"], are]);
  });
  test("say whose they are, with its labels, and that it has no head", () => {
    expect(synced(service({ clusterIP: "None" }, { foo: "bar" }), [pod(0)]).endpoints?.metadata.labels).toEqual({ foo: "bar", "endpoints.kubernetes.io/managed-by": "endpoint-controller", "service.kubernetes.io/headless": "" });
    expect(synced(service({}, { foo: "bar" }), [pod(0)]).endpoints?.metadata.labels).toEqual({ foo: "bar", "endpoints.kubernetes.io/managed-by": "endpoint-controller" });
  });
  test("are written only when they change", () => {
    const first = synced(service(), [pod(0)]).endpoints;
    expect(synced(service(), [pod(0)], first).wrote).toEqual([]);
    expect(synced(service(), [pod(0), pod(1)], first).wrote).toEqual(["update endpoints foo"]);
    expect(synced(service({}, { new: "label" }), [pod(0)], first).wrote).toEqual(["update endpoints foo"]);
  });
  test("go with it, if they are the controller's", () => {
    const first = synced(service(), [pod(0)]).endpoints!;
    expect(synced(undefined, [], first).wrote).toEqual(["delete endpoints foo"]);
    expect(synced(undefined, [], { ...first, metadata: { ...first.metadata, labels: {} } }).wrote).toEqual([]);
  });
  test("are nobody's to make where it selects nothing or is another name", () => {
    expect(synced({ ...service(), spec: { ports: [] } }, [pod(0)]).wrote).toEqual([]);
    expect(synced(service({ type: "ExternalName" }), [pod(0)]).wrote).toEqual([]);
  });
  // Cases of TestTruncateEndpoints (same file).
  test.each([
    { ready: 1001, others: 0, gives: [1000, 0, "truncated"] },
    { ready: 1000, others: 0, gives: [1000, 0, undefined] },
    { ready: 600, others: 500, gives: [600, 400, "truncated"] },
    { ready: 1001, others: 500, gives: [1000, 0, "truncated"] },
  ])("of $ready Pods that are ready and $others that are not: $gives", ({ ready, others, gives }) => {
    const pods = Array.from({ length: ready + others }, (_, i) => pod(i, i >= others));
    const { endpoints } = synced(service(), pods);
    const [subset] = endpoints?.subsets ?? [];
    expect([subset?.addresses?.length ?? 0, subset?.notReadyAddresses?.length ?? 0, endpoints?.metadata.annotations?.["endpoints.kubernetes.io/over-capacity"]]).toEqual(gives);
    expect(synced(service(), [pod(0)], endpoints).endpoints?.metadata.annotations?.["endpoints.kubernetes.io/over-capacity"]).toBeUndefined();
  });
});

// The cases of TestShouldPodBeInEndpoints (staging/src/k8s.io/endpointslice/util/controller_utils_test.go).
test.each<{ what: string; own: Pod; withLeaving: boolean; belongs: boolean }>([
  { what: "that has failed", own: pod(0, true, { status: { phase: "Failed" } }), withLeaving: false, belongs: false },
  { what: "that has succeeded", own: pod(0, true, { status: { phase: "Succeeded" } }), withLeaving: false, belongs: false },
  { what: "without an address", own: pod(0, true, { status: { podIP: undefined } }), withLeaving: false, belongs: false },
  { what: "on its way out", own: pod(0, true, { terminating: true }), withLeaving: false, belongs: false },
  { what: "on its way out, where those count", own: pod(0, true, { terminating: true }), withLeaving: true, belongs: true },
  { what: "that runs", own: pod(0), withLeaving: false, belongs: true },
  { what: "that waits, with an address", own: pod(0, false, { status: { phase: "Pending" } }), withLeaving: false, belongs: true },
])("a Pod $what belongs in endpoints: $belongs", ({ own, withLeaving, belongs }) => {
  expect(belongsInEndpoints(own, withLeaving)).toBe(belongs);
});
