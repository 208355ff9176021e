import { readdirSync, readFileSync } from "node:fs";
import { deflateSync } from "fflate";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDocuments } from "../../manifest/read-documents.ts";
import { readScenario } from "../read-scenario.ts";
import type { Scenario } from "../scenario.ts";
import { writeScenario } from "../write-scenario.ts";
import { dictionaryV1 } from "./dictionary-v1.ts";
import { decodeLink, encodeLink, isLink, linkBounds, type SharedScene } from "./link.ts";
import { readView } from "./view.ts";

const gallery = new URL("../gallery/", import.meta.url);
const scenarios = readdirSync(gallery).filter((name) => name.endsWith(".yaml")).sort().map((name): Scenario => {
  const read = readScenario(readDocuments(readFileSync(new URL(name, gallery), "utf8"), name).documents[0]!.value);
  if (!read.ok) throw new Error(name);
  // A link leaves the summary out, which lists show.
  const { summary: _summary, ...scenario } = read.scenario;
  return { ...scenario, expect: [] };
});
const sceneOf = (scenario: Scenario): SharedScene => ({
  scenario, view: { atMs: 45_500, selected: "pod/0a1b", near: true, tab: "why", camera: { x: 1.5, y: -20, zoom: 0.75 }, grouping: "label:app.kubernetes.io/name", relations: true, drafts: { "pod.yaml": "kind: Pod\n" } }, engine: "0.1.0", digest: "0123456789ab",
});
const opened = (fragment: string) => {
  const link = decodeLink(fragment);
  if (!link.ok) throw new Error(`${link.problem.code} ${link.problem.detail}`);
  return link.scene;
};
const refusal = (fragment: string) => {
  const link = decodeLink(fragment);
  return link.ok ? "opened" : link.problem.code;
};
const packed = (text: string): string => `#v=1&s=${Buffer.from(deflateSync(new TextEncoder().encode(text), { dictionary: new TextEncoder().encode(dictionaryV1) })).toString("base64url")}`;

describe("a link", () => {
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))("of %s opens on the same scene", (_, scenario) => {
    const scene = sceneOf(scenario);
    const fragment = encodeLink(scene);
    expect(fragment).toMatch(/^#v=1&s=[\w-]+&c=[\w-]{3}$/);
    expect(isLink(fragment)).toBe(true);
    expect(opened(fragment)).toEqual(scene);
  });

  /** As the page makes them: with the moment, what is looked at, the digest and its trail. */
  const asShared = (scenario: Scenario): SharedScene => ({
    scenario,
    view: { atMs: 45_500, selected: "pod/2c1de2fc-cbd9-4d5a-9e38-0a1b5c7f8d21", near: true, camera: { x: 520, y: 312, zoom: 1.37 }, language: "en" },
    engine: "0.1.0", digest: "5f02b9c41d7e", trail: "3mX0aQz_4Tn7bVk2Lw",
  });
  const named = (name: string): Scenario => scenarios.find((one) => one.name === name)!;
  const typed = (lines: readonly string[]): Scenario["inputs"] => lines.map((line, i) => ({ when: { atMs: 2_500 + 3_713 * i }, session: "main", action: { type: "run", line } }));
  const session = ["kubectl get pods", "kubectl describe pod liveness-exec", "kubectl get events --sort-by=.lastTimestamp", "kubectl logs liveness-exec --previous", "kubectl exec -it liveness-exec -- sh", "ls /tmp", "exit", "kubectl get pods -o wide", "kubectl delete pod liveness-exec --now", "kubectl get pods -A"];
  test.each<[what: string, scene: SharedScene, most: number]>([
    ["one Pod that crashes", asShared(named("crash-loop")), 600],
    ["one Pod that cannot be pulled", asShared(named("image-pull")), 600],
    ["one Pod of two containers", asShared(named("twocontainers")), 600],
    ["a command in an empty cluster", asShared({ ...named("crash-loop"), name: "commands", title: { en: "kubectl run web --image=nginx", zh: "kubectl run web --image=nginx" }, files: {}, inputs: typed(["kubectl run web --image=nginx"]) }), 600],
    ["a session of ten commands", asShared({ ...named("exec-liveness"), inputs: [...named("exec-liveness").inputs, ...typed(session)] }), 1_200],
    ["a cluster of several nodes with Pods that do not fit", asShared(named("scheduling")), 1_200],
  ])("of %s has under so many characters", (_, scene, most) => expect(encodeLink(scene).length).toBeLessThan(most));

  test("of a manifest of 15 KB is under 2,500 characters", () => {
    const names = ["adservice", "cartservice", "checkout", "currency", "email", "frontend", "loadgenerator", "payment", "catalog", "recommendation", "shipping", "redis-cart", "search", "reviews"];
    const service = (name: string, i: number): string =>
      [
        `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\n  labels:\n    app: ${name}\nspec:\n  replicas: ${1 + (i % 3)}\n  selector:\n    matchLabels:\n      app: ${name}\n  template:\n    metadata:\n      labels:\n        app: ${name}\n    spec:\n      terminationGracePeriodSeconds: ${5 * i}`,
        `      containers:\n      - name: server\n        image: registry.example.com/shop/${name}:v0.${i}.${i * 3}\n        ports:\n        - containerPort: ${5000 + 517 * i}\n        env:\n        - name: PORT\n          value: "${5000 + 517 * i}"\n        - name: ${name.toUpperCase()}_ADDR\n          value: "${names[(i * 5 + 1) % 14]}:${7000 + i * 31}"`,
        `        readinessProbe:\n          initialDelaySeconds: ${10 + i}\n          httpGet:\n            path: /_healthz\n            port: ${5000 + 517 * i}\n        livenessProbe:\n          periodSeconds: 15\n          tcpSocket:\n            port: ${5000 + 517 * i}\n        resources:\n          requests:\n            cpu: ${100 + 10 * i}m\n            memory: ${64 + 8 * i}Mi\n          limits:\n            cpu: ${200 + 20 * i}m\n            memory: ${128 + 16 * i}Mi`,
        `---\napiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  type: ClusterIP\n  selector:\n    app: ${name}\n  ports:\n  - name: grpc\n    port: ${7000 + i * 31}\n    targetPort: ${5000 + 517 * i}\n---\n`,
      ].join("\n");
    const text = names.map(service).join("");
    expect(text.length).toBeGreaterThan(15_000);
    const { title: _title, ...bare } = scenarios[0]!;
    const scenario: Scenario = { ...bare, files: { "all.yaml": text }, inputs: [{ when: { atMs: 1000 }, action: { type: "run", line: "kubectl apply -f all.yaml" } }] };
    const { selected: _selected, near: _near, ...view } = asShared(scenario).view;
    // None of it is a Pod, so none is selected.
    expect(encodeLink({ ...asShared(scenario), view }).length).toBeLessThan(2500);
  });

  test("of another version says so", () => expect(refusal("#v=9&s=abc")).toBe("version"));
  test("that is cut off is damaged", () => {
    const fragment = encodeLink(sceneOf(scenarios[0]!));
    for (const cut of [8, 20, 100, fragment.length - 4]) expect(refusal(fragment.slice(0, cut))).toBe("damaged");
  });
  test("that is longer than any we make is not even looked at", () => expect(refusal(`#v=1&s=${"A".repeat(linkBounds.characters)}`)).toBe("tooLong"));
  test("that unpacks to more than a scene can be stops there", () => expect(refusal(packed(" ".repeat(linkBounds.unpackedBytes * 4)))).toBe("tooLarge"));
  test("whose scenario breaks the rules names them", () => {
    const link = decodeLink(packed(JSON.stringify({ scenario: { apiVersion: "kubarium.dev/v1", kind: "Scenario", spec: { seed: -1 } } })));
    expect(link).toEqual({ ok: false, problem: { code: "refused", detail: expect.stringContaining("/spec/seed") } });
  });

  test("of any characters is answered", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), fc.string({ unit: "binary" })), (text) => {
        expect(typeof decodeLink(`#v=1&s=${text}`).ok).toBe("boolean");
      }),
      { numRuns: 500 },
    );
  });
  test("with any one character of its scene changed is refused", () => {
    const good = encodeLink(sceneOf(scenarios[0]!));
    const [first, last] = [good.indexOf("s=") + 2, good.indexOf("&c=") - 1];
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }), fc.oneof(fc.base64String({ minLength: 4, maxLength: 4 }).map(([letter]) => letter!), fc.string({ unit: "binary", minLength: 1, maxLength: 1 })), (at, letter) => {
        fc.pre(letter !== good[at]);
        expect(refusal(good.slice(0, at) + letter + good.slice(at + 1))).toBe("damaged");
      }),
      { numRuns: 1000 },
    );
  });
  test.each([["changed", (good: string) => good.replace(/.$/, (letter) => (letter === "a" ? "b" : "a"))], ["cut off", (good: string) => good.slice(0, -1)], ["left empty", (good: string) => good.replace(/c=.*/, "c=")]])("whose checksum is %s is refused", (_, spoiled) =>
    expect(refusal(spoiled(encodeLink(sceneOf(scenarios[0]!))))).toBe("damaged"));
  test("without a checksum, as they were once, opens and is not taken to be as it was made", () => {
    const [good, now] = [sceneOf(scenarios[0]!), encodeLink(sceneOf(scenarios[0]!))];
    expect(decodeLink(now)).toEqual({ ok: true, checked: true, scene: good });
    expect(decodeLink(now.replace(/&c=.*/, ""))).toEqual({ ok: true, checked: false, scene: good });
  });
  test("with letters changed is answered, and never a different kind of thing", () => {
    const good = encodeLink(sceneOf(scenarios[0]!));
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.constantFrom(..."AZaz09-_%&="), (at, letter) => {
        const link = decodeLink(good.slice(0, at) + letter + good.slice(at + 1));
        if (link.ok) expect(link.scene.scenario.cluster.nodes.length).toBeLessThanOrEqual(244);
      }),
      { numRuns: 500 },
    );
  });
});

/** One link of every version that was ever sent: they open for ever. */
const kept = "#v=1&s=o34az04Fxid6OncEtlMLSoBla142LFk_nzrz6doZz2e1vJy871nfUiyp3BwlXWNLteQlUFCvjYwyAdKpw5a6iYtEWJRbgioTrPkBezLFGv2GRsAGKkYaAEUS9kQAjPKixDSQo1FCDR5MCsoKL3o7n6_YD_Qg3gRjYGhkbGJqZm5hCTS7FgA";

test("a link of version 1, kept from the day it was first sent, opens as it was", () => {
  const { scenario, view, engine, digest } = opened(kept);
  expect([scenario.name, scenario.title?.["zh"], scenario.seed, scenario.cluster.nodes.length]).toEqual(["kept", "留存的链接", 7, 3]);
  expect(scenario.inputs.map(({ when, action }) => [when, action.type === "run" ? action.line : ""])).toEqual([[{ atMs: 1000 }, "kubectl apply -f pod.yaml"], [{ atMs: 9500 }, "kubectl get pods"]]);
  expect(scenario.files["pod.yaml"]).toContain("image: nginx:1.27\n");
  expect([view.atMs, view.drafts?.["pod.yaml"], engine, digest]).toEqual([12_000, "kind: Pod # 草稿\n", "0.1.0", "0123456789ab"]);
});

/** As a browser kept them once it kept branches of time, and as links were once they said since when they differ, and which panels were folded. */
const keptWithBranches = "#v=1&s=o34az04Fxid6OncEtlMLSoBla142LFk_nzrz6doZz2e1vJy871nfUiyp3BwlXWNLteQlUFCvjYwyAdKpw5a6iYtEWJRbgioTrPkBezJFSizAusuQGK1IuQXoWazpx9AI2MLFSESgWMaeioBppigxDeRrlGCHh7OCssKL3s7nK_YDQwhvijMwNDI2MTUzt7AEmq2jlFSUmAfsmYDNzS8HesIIS_iS629EwJEQ5pCEVgssKBFuA7oE7ihDoAyohZ8DCkZQKAKDEZr2n_Yve7Kj4cmOVWCr4ToMkHWAAx5kOrADUgQsb4EitbUA";
const keptWithTrail = "#v=1&s=o34az04Fxid6OncEtlMLSoBla142LFk_nzrz6doZz2e1vJy871nfUiyp3BwlXWNLteQlUFCvjYwyAdKpw5a6iYtEWJRbgioTrPkBezLFGv2GRsAGKkYaAEUSZiIAdvSSgOEFjPWixDSQu1ECDh5SCsoKL3o7n6_YD_ZjGrBqBZkbDc5i-UVKwIKjOCM1FeQDUKUNKnSAYVUEjvoKkIP0THWUgKWXrjEwgvPzc5WsjEDOxp30DAyNjE1MzcwtLIGuBLoV2IECucco0TDJKNk4xSTVNM3MwNzQwsjS2MAkyTTZLEWpFgA";

const keptWithChecksum = `${kept}&c=nJC`;

test("one with a checksum, kept from the day they were first sent, opens as it was, and is refused once it is changed", () => {
  expect(decodeLink(keptWithChecksum)).toEqual({ ok: true, checked: true, scene: opened(kept) });
  expect(refusal(keptWithChecksum.replace("s=o34az0", "s=o34az1"))).toBe("damaged");
});

test("one with branches of time, kept from the day browsers first kept them, opens as it was", () => {
  const { scenario, branches } = opened(keptWithBranches);
  expect(scenario.inputs).toHaveLength(3);
  expect(branches).toMatchObject({ own: 2, current: 1, branches: [{ inputs: [1], untilMs: 20_000, name: "另一个" }, { inputs: [0], untilMs: 12_000 }] });
  expect(branches?.inputs.map(({ action }) => action.type === "run" && action.line)).toEqual(["kubectl delete pod web", "kubectl get nodes"]);
});

test("one with a trail of digests and folded panels, kept from the day they were first sent, opens as it was", () => {
  const { scenario, view, trail, digest } = opened(keptWithTrail);
  expect([scenario.name, trail, digest]).toEqual(["kept", "2a1b2c3d4e5f6071829304b5c6d", "0123456789ab"]);
  expect(view).toMatchObject({ atMs: 12_000, folded: ["editor"], sheet: "time", near: true, tab: "probes", camera: { x: 12.5, y: -3, zoom: 2 } });
});

test("the dictionary of version 1 is as it was when the first link was sent", async () => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(dictionaryV1));
  expect(Buffer.from(digest).toString("hex").slice(0, 16)).toBe("ca0935ea87298538");
});

test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))("%s, written, reads as it was", (_, scenario) => {
  const read = readScenario(JSON.parse(JSON.stringify(writeScenario(scenario))));
  expect(read).toEqual({ ok: true, scenario });
});

test("whatever stands for a view is read as far as it can be", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(typeof readView(value as never)).toBe("object");
    }),
  );
  expect(readView({ atMs: 1e15 })).toEqual({ atMs: 30 * 24 * 3_600_000 });
  expect(readView({ atMs: -5, selected: 3, near: "yes", tab: "why" })).toEqual({ atMs: 0, tab: "why" });
});

test.each<[what: string, grouping: unknown, read: string | undefined]>([
  ["their owners", "owner", "owner"], ["their namespaces", "namespace", "namespace"], ["a label", "label:app.kubernetes.io/name", "label:app.kubernetes.io/name"],
  ["the longest label there is", `label:${"a".repeat(253)}/${"b".repeat(63)}`, `label:${"a".repeat(253)}/${"b".repeat(63)}`],
  ["their nodes, which goes without saying", "node", undefined], ["what no page knows", "colour", undefined], ["no label at all", "label:", undefined], ["what no label can be called", "label:<b>", undefined],
  ["a list", ["owner"], undefined], ["a label longer than any", `label:${"a".repeat(64)}`, undefined],
])("pods that stand together by %s", (_, grouping, read) => expect(readView({ grouping } as never).grouping).toBe(read));
