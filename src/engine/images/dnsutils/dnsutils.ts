import type { ImageDefinition } from "../image.ts";
import { imageOn } from "../base/image-on.ts";

const tools = { "/usr/bin/nslookup": "nslookup", "/usr/bin/dig": "dig", "/usr/bin/host": "host", "/usr/bin/curl": "curl", "/bin/nc": "nc", "/bin/ping": "ping", "/bin/ps": "ps" };

/** What DNS is debugged with. */
export const jessieDnsutils: ImageDefinition = imageOn({
  repository: "registry.k8s.io/e2e-test-images/jessie-dnsutils",
  tags: (tag) => /^1\.[0-9]$/.test(tag),
  base: "debian",
  adds: [80_000_000],
  cmd: ["/bin/sh", "-c", "sleep infinity"],
  tools,
});
export const tutumDnsutils: ImageDefinition = imageOn({
  repository: "docker.io/tutum/dnsutils",
  tags: ["latest"],
  oldManifest: () => true,
  base: "ubuntu",
  adds: [20_000_000],
  cmd: ["/bin/bash"],
  tools,
});
export const e2eDnsutils: ImageDefinition = { ...jessieDnsutils, repository: "registry.k8s.io/e2e-test-images/dnsutils", tags: (tag) => /^1\.[1-3]$/.test(tag) };
