import { expect, test } from "vitest";
import type { Container } from "../../api/types.ts";
import { containerCgroup } from "./cgroups.ts";

/** pause-and-namespaces, 5: shares of the request, at least 2; 1024 shares are a weight of 100; without a request the limit counts. */
test.each<[string, Container["resources"], ReturnType<typeof containerCgroup>]>([
  ["nothing written: the least weight, no limits", undefined, { cpuWeight: 1 }],
  ["a whole core asked for", { requests: { cpu: "1" } }, { cpuWeight: 100 }],
  ["a limit alone is the share as well", { limits: { cpu: "1000m", memory: "64Mi" } }, { cpuWeight: 100, cpuQuotaMilli: 1000, memoryMaxBytes: 67_108_864 }],
  ["a request of none and a limit", { requests: { cpu: "0" }, limits: { memory: "1Gi" } }, { cpuWeight: 1, memoryMaxBytes: 1_073_741_824 }],
])("%s", (_, resources, expected) => expect(containerCgroup({ name: "a", image: "b", ...(resources && { resources }) } as Container)).toEqual(expected));
