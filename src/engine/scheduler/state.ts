import { newSeriesRecorderState, type SeriesRecorderState } from "../events/series-recorder.ts";
import { slice } from "../simulation/slice.ts";
import type { VolumeBinding } from "./volumes/volume-binder.ts";
import { newCacheState, type CacheState } from "./cache/state.ts";
import { newQueueState, type QueueState } from "./queue/scheduling-queue.ts";

export interface SchedulerState {
  readonly cache: CacheState;
  readonly queue: QueueState;
  readonly events: SeriesRecorderState;
  /** Pods whose volumes are being bound, by uid. */
  readonly volumeBindings: Map<string, VolumeBinding>;
  /** Of the last such pod: tells answers to an earlier attempt from those to this one. */
  volumeTurn: number;
  /** The node with which the next cycle begins to look, as an index. */
  nextStartNodeIndex: number;
  /** True while a ScheduleOne is due. */
  cycleDue: boolean;
  /** True while a FlushUnschedulable is due. */
  flushDue: boolean;
}

/** A scheduler that knows nothing yet. */
export const newSchedulerState = (): SchedulerState =>
  slice({
    cache: newCacheState(),
    queue: newQueueState(),
    events: newSeriesRecorderState(),
    volumeBindings: new Map(),
    volumeTurn: 0,
    nextStartNodeIndex: 0,
    cycleDue: false,
    flushDue: false,
  });
