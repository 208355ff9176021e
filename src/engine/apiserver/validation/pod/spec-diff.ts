import type { PodSpec } from "../../../../api/types.ts";

export const podSpecDiff = (_old: PodSpec, _next: PodSpec): string => "";
