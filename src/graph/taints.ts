import type { Taint } from "../api/types.ts";

/** As kubectl takes and prints it: "gpu=true:NoSchedule". */
export const taintText = ({ key, value, effect }: Taint): string => `${key}${value ? `=${value}` : ""}:${effect}`;

/** The cluster itself puts it on a node: it comes and goes with the node's condition. */
export const isByCluster = (key: string): boolean => key.startsWith("node.kubernetes.io/") || key.startsWith("node.cloudprovider.kubernetes.io/");
