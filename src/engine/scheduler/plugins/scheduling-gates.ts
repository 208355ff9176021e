import type { Pod } from "../../../api/types.ts";

// Mirrors SchedulingGates.PreEnqueue (pkg/scheduler/framework/plugins/schedulinggates/scheduling_gates.go).
/** True while gates keep the pod out of the queue. */
export const isGated = ({ spec }: Pod): boolean => (spec.schedulingGates?.length ?? 0) > 0;
