import { expect, test } from "vitest";
import { placeOfField } from "./field-place.ts";

const text = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: true
  containers:
  - name: a
    image: nginx
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    spec:
      shareProcessNamespace: true
      containers: []
`;

const lineAt = (offset: number | undefined): string | undefined =>
  offset === undefined ? undefined : text.slice(text.lastIndexOf("\n", offset - 1) + 1).split("\n", 1)[0];

test.each([
  ["web", "", "spec.hostNetwork", "  hostNetwork: true"],
  ["web", "", "spec.containers[0].image", "    image: nginx"],
  ["web", "", "spec.hostPID", "spec:"],
  ["shop-6d5f-x2kqz", "ReplicaSet/shop-6d5f", "spec.shareProcessNamespace", "      shareProcessNamespace: true"],
  ["shop-6d5f-x2kqz", "ReplicaSet/shop-6d5f", "spec.hostIPC", "    spec:"],
  ["shopper", "ReplicaSet/shopper-1", "spec.hostIPC", undefined],
  ["other", "", "spec.hostIPC", undefined],
])("%s of %j: %s stands at %j", (name, owner, field, line) => expect(lineAt(placeOfField(text, { name, owner }, field))).toBe(line));

test("a text that cannot be parsed is searched too", () => {
  const broken = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  hostPID: true\n  x: [\n";
  expect(placeOfField(broken, { name: "web", owner: "" }, "spec.hostPID")).toBe(broken.indexOf("hostPID"));
});
