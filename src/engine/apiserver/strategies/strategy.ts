import type { KubernetesObject } from "../../../api/types.ts";
import { coreStrategies } from "./core.ts";
import { plainStrategy } from "./kinds.ts";
import { podStrategy } from "./pod.ts";
import type { Strategy } from "./rest-strategy.ts";

export type { Strategy } from "./rest-strategy.ts";

const strategies = new Map<string, Strategy>([["/pods", podStrategy as unknown as Strategy], ...coreStrategies]);

/**
 * The rules of a resource: `group` "" for the core group, `resource` plural ("pods"). Known resources have their own;
 * all others are checked for metadata only.
 */
export function strategyFor(group: string, resource: string): Strategy<KubernetesObject> {
  const key = `${group}/${resource}`;
  let strategy = strategies.get(key);
  if (strategy === undefined) {
    strategy = plainStrategy(key);
    strategies.set(key, strategy);
  }
  return strategy;
}
