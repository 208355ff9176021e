import { expect, test } from "vitest";
import { createProjector } from "../../graph/create-projector.ts";
import type { EntityKey } from "../../graph/model.ts";
import { playing, scenarioOf } from "../../graph/test-world.ts";
import { requestsAbout } from "./requests.ts";

const pod = (name: string, image: string, command?: readonly string[]) => ({ apiVersion: "v1", kind: "Pod", metadata: { name, labels: { app: name } }, spec: { containers: [{ name, image, ...(command && { command }) }] } });
const items = [
  pod("web", "nginx:1.27"), pod("client", "curlimages/curl", ["sh", "-c", "sleep 12; curl -s http://$WEB_SERVICE_HOST/; curl -s http://$WEB_SERVICE_HOST:81/; curl -s -m 3 http://10.250.0.9/; sleep 3600"]),
  { apiVersion: "v1", kind: "Service", metadata: { name: "web" }, spec: { selector: { app: "web" }, ports: [{ name: "a", port: 80 }, { name: "b", port: 81 }] } },
];

test("the requests of a Pod and of a Service are told with all their hops and how they ended, the newest first", () => {
  const scenario = scenarioOf({ apiVersion: "kubarium.dev/v1", kind: "Scenario", metadata: { name: "test" }, spec: { seed: 3, files: { "all.json": JSON.stringify({ apiVersion: "v1", kind: "List", items: items.toReversed() }) }, inputs: [{ at: "0s", run: "kubectl apply -f all.json" }] } });
  const cluster = playing(scenario);
  cluster.runUntil(40_000);
  const projector = createProjector(cluster, scenario);
  projector.look();
  const keyOf = (kind: string, name: string): EntityKey => [...projector.model.values()].find((entity) => entity.kind === kind && "name" in entity && entity.name === name)!.key;
  const [web, client, service] = [keyOf("pod", "web"), keyOf("pod", "client"), keyOf("service", "web")];
  const through = [
    { from: client, via: service, to: web, verdict: "refused", status: "", translated: expect.stringMatching(/:81$/) },
    { from: client, via: service, to: web, verdict: "answered", status: "200", translated: expect.stringMatching(/:80$/) },
  ];
  expect(requestsAbout(cluster, client)).toMatchObject([{ verdict: "dropped", asked: "GET / 10.250.0.9:80" }, ...through]);
  expect(requestsAbout(cluster, service)).toMatchObject(through);
  expect(requestsAbout(cluster, web)).toMatchObject(through);
  expect(requestsAbout(cluster, "pod/nobody")).toEqual([]);
});
