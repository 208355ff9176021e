import { describe } from "vitest";
import { agrees, playAll, recordings, seedsUpTo } from "./replay.ts";

/** What a real v1.36.3 cluster did with these manifests and commands, of all that one node shows; see README.md beside this file. */
const names = [
  "plain-nginx", "shared-emptydir", "init-ok", "init-fail", "sidecar", "liveness-exec", "liveness-http", "readiness-tcp", "startup-probe",
  "probe-variants", "crashloop", "restart-policies", "lifecycle-hooks", "termination", "imagepull", "unschedulable", "portconflict-oom-misc",
  "downward-api", "volumes", "emptydir-evict", "resize-debug", "hostport",
] as const;
/** The same of a v1.34.9 kubelet. */
const olderNames = ["k134-basic", "k134-crashloop", "k134-imagepull"] as const;

const all = recordings(names);
describe.each(seedsUpTo(20))("with seed %i, all recordings of a real cluster's nodes agree", (seed) => agrees(playAll(all, seed)));

const older = recordings(olderNames);
describe.each(seedsUpTo(3))("with seed %i, the recordings of an older kubelet agree", (seed) => agrees(playAll(older, seed)));
