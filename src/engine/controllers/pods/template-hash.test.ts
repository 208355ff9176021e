import { describe, expect, test } from "vitest";
import type { PodTemplateSpec } from "../../../api/workloads.ts";
import { templateHash } from "./template-hash.ts";

const template = (image: string): PodTemplateSpec =>
  ({
    metadata: { labels: { app: "nginx-deployment" } },
    spec: {
      containers: [
        { name: "nginx", image, ports: [{ containerPort: 80, protocol: "TCP" }], resources: {}, terminationMessagePath: "/dev/termination-log", terminationMessagePolicy: "File", imagePullPolicy: "IfNotPresent" },
      ],
      restartPolicy: "Always",
      terminationGracePeriodSeconds: 30,
      dnsPolicy: "ClusterFirst",
      securityContext: {},
      schedulerName: "default-scheduler",
    },
  }) as unknown as PodTemplateSpec;

/** Measured on a real v1.36.3 cluster. */
describe("a template's hash is that of a real cluster", () => {
  test.each([
    ["nginx:1.14.2", "696f78dd49"],
    ["nginx:1.16.1", "5fcd5474d8"],
    ["nginx:1.161", "7fc89cffd"],
  ])("with the image %s", (image, hash) => expect(templateHash(template(image), undefined)).toBe(hash));

  test("and another when that name is taken", () => expect(templateHash(template("nginx:1.14.2"), 1)).not.toBe("696f78dd49"));
});
