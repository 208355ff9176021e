import { checkpointCost, seekCost } from "./measures/checkpoints.ts";
import { plainPods, probedPods } from "./measures/pods.ts";
import { reference } from "./measures/reference.ts";
import { scripts } from "./measures/scripts.ts";
import { steady, type ProbeKind } from "./measures/steady.ts";
import { deployed, idle, rolled } from "./measures/workloads.ts";

/** Every measure by name; arguments as texts, so that each can have a process of its own. */
export const measures: Readonly<Record<string, (...args: string[]) => object>> = {
  reference,
  probed: (pods) => probedPods(Number(pods), false),
  "probed-warm": (pods) => probedPods(Number(pods), true),
  plain: (pods, nodes) => plainPods(Number(pods), Number(nodes)),
  steady: (probe, pods, seconds) => steady(probe as ProbeKind, Number(pods), Number(seconds)),
  scripts: (pods, seconds) => scripts(Number(pods), Number(seconds)),
  deployed: (replicas) => deployed(Number(replicas)),
  rolled: (deployments) => rolled(Number(deployments)),
  idle: (nodes, seconds) => idle(Number(nodes), Number(seconds)),
  checkpoint: (pods) => checkpointCost(Number(pods)),
  seek: (pods, hourMs) => seekCost(Number(pods), Number(hourMs)),
};

/** Measures one thing. Throws on an unknown name. */
export function measure(name: string, args: readonly string[]): object {
  const found = measures[name];
  if (!found) throw new Error(`no measure is called ${name}`);
  return found(...args);
}
