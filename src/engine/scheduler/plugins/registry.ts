import type { FilterPlugin, ScorePlugin } from "../plugin.ts";
import { imageLocality } from "./image-locality.ts";
import { interPodAffinityFilter } from "./inter-pod-affinity.ts";
import { interPodAffinityScore } from "./inter-pod-affinity-score.ts";
import { nodeAffinityFilter, nodeAffinityScore } from "./node-affinity.ts";
import { nodeName } from "./node-name.ts";
import { nodePorts } from "./node-ports.ts";
import { nodeResourcesBalancedAllocation } from "./node-resources-balanced-allocation.ts";
import { nodeResourcesFitFilter, nodeResourcesFitScore } from "./node-resources-fit.ts";
import { nodeVolumeLimits } from "./node-volume-limits.ts";
import { nodeUnschedulable } from "./node-unschedulable.ts";
import { podTopologySpreadFilter } from "./pod-topology-spread.ts";
import { podTopologySpreadScore } from "./pod-topology-spread-score.ts";
import { taintTolerationFilter, taintTolerationScore } from "./taint-toleration.ts";
import { volumeBinding } from "./volume-binding.ts";
import { volumeRestrictions } from "./volume-restrictions.ts";
import { volumeZone } from "./volume-zone.ts";

// Mirrors getDefaultPlugins (pkg/scheduler/apis/config/v1/default_plugins.go): the order decides whose reasons a node gives.
export const filterPlugins: readonly FilterPlugin[] = [
  nodeUnschedulable,
  nodeName,
  taintTolerationFilter,
  nodeAffinityFilter,
  nodePorts,
  nodeResourcesFitFilter,
  volumeRestrictions,
  nodeVolumeLimits,
  volumeBinding,
  volumeZone,
  podTopologySpreadFilter,
  interPodAffinityFilter,
];

export const scorePlugins: readonly ScorePlugin[] = [
  taintTolerationScore,
  nodeAffinityScore,
  nodeResourcesFitScore,
  podTopologySpreadScore,
  interPodAffinityScore,
  nodeResourcesBalancedAllocation,
  imageLocality,
];
