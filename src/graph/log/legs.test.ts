import { describe, expect, test } from "vitest";
import { createProjector } from "../create-projector.ts";
import type { EntityKey, Message, ViewModel } from "../model.ts";
import { playing, scenarioOf } from "../test-world.ts";

const pod = (name: string, labels: Record<string, string>, spec: object) => ({ apiVersion: "v1", kind: "Pod", metadata: { name, labels }, spec: { terminationGracePeriodSeconds: 0, ...spec } });
const service = (name: string, app: string, port: number) => ({ apiVersion: "v1", kind: "Service", metadata: { name }, spec: { selector: { app }, ports: [{ port, targetPort: 80 }] } });
const items = [
  pod("web", { app: "web" }, { containers: [{ name: "web", image: "nginx:1.27", readinessProbe: { httpGet: { port: 80 }, periodSeconds: 2 } }] }),
  pod("mute", { app: "mute" }, { containers: [{ name: "mute", image: "busybox", command: ["sleep", "3600"] }] }),
  pod("client", {}, { containers: [{ name: "client", image: "curlimages/curl", command: ["sleep", "3600"] }] }),
  service("web", "web", 80), service("mute", "mute", 80), service("nobody", "nobody", 80),
];

const lines = {
  answered: "curl -s http://web/", "not listened to": "curl -s http://mute/", "without endpoints": "curl -s http://nobody/", "to no name": "curl -s http://nosuch/", "to an address of nobody's": "curl -s -m 2 http://10.250.0.9/",
};

/** What travels in a world in which every line is typed, ten seconds apart, with the names of things instead of their keys. */
const seen = (() => {
  const inputs = Object.values(lines).map((line, i) => ({ at: `${20 + 10 * i}s`, run: `kubectl exec client -- ${line}` }));
  const scenario = scenarioOf({
    apiVersion: "kubarium.dev/v1", kind: "Scenario", metadata: { name: "test" },
    spec: { seed: 4, cluster: { addons: ["coredns"] }, files: { "all.json": JSON.stringify({ apiVersion: "v1", kind: "List", items }) }, inputs: [{ at: "0s", run: "kubectl apply -f all.json" }, ...inputs] },
  });
  const cluster = playing(scenario);
  const projector = createProjector(cluster, scenario);
  return inputs.map((_, i) => {
    cluster.runUntil(20_000 + 10_000 * i - 1);
    projector.look();
    cluster.runUntil(29_000 + 10_000 * i);
    return projector.look().messages.flatMap((message) => (message.leg ? [told(projector.model, message)] : []));
  });
})();

function told(model: ViewModel, { leg, from, to, label }: Message): string {
  const way = [from, leg!.via, to].filter((key) => key !== "").map((key) => nameOf(model, key)).join(" > ");
  return `${way}: ${leg!.verdict} ${label.replace(/10\.\d+\.\d+\.\d+/, "ADDRESS")}${leg!.translated === "" ? "" : ", translated"}`;
}

function nameOf(model: ViewModel, key: EntityKey): string {
  const entity = model.get(key);
  return entity && "name" in entity ? entity.name : key;
}

/** Mirrors what a client meets at a Service (pkg/proxy/iptables/proxier.go): DNAT to an endpoint, REJECT without one. Probes are no requests. */
describe("a request in the picture", () => {
  const expected: Readonly<Record<keyof typeof lines, readonly string[]>> = {
    answered: ["client > web > web: sent GET / web → ADDRESS:80, translated", "web > web > client: answered 200, translated"],
    "not listened to": ["client > mute > mute: sent GET / mute → ADDRESS:80, translated", "client > mute > mute: refused GET / mute → ADDRESS:80, translated"],
    "without endpoints": ["client > nobody: rejected GET / nobody → ADDRESS:80"],
    "to no name": ["client > client: unresolved nosuch"],
    "to an address of nobody's": ["client > client: dropped GET / ADDRESS:80"],
  };
  test.each(Object.keys(lines) as (keyof typeof lines)[])("%s", (what) => expect(seen[Object.keys(lines).indexOf(what)]).toEqual(expected[what]));
});
