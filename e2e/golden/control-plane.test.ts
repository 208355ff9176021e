import { describe } from "vitest";
import { agrees, playAll, recordings, seedsUpTo } from "./replay.ts";

/** What a real v1.36.3 cluster's controllers, scheduler and Services did, and what it did when a node failed: see README.md beside this file. */
const names = [
  "cronjob", "jobs", "affinity-spread", "deployment", "statefulset", "daemonset", "drain-pdb", "node-notready", "quota-limits", "taints", "preemption",
  "services", "services-traffic", "readiness-exec",
] as const;

const all = recordings(names);
describe.each(seedsUpTo(20))("with seed %i, the recordings of a control plane agree", (seed) => agrees(playAll(all, seed)));
