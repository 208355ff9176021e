import type { Cluster } from "../../engine/cluster.ts";
import type { ViewModel } from "../model.ts";
import type { Why } from "./why.ts";

/** What is asked about, of the moment at which the cluster stands. */
export interface WhySubject {
  readonly podUid: string;
  /** Absent: the pod as a whole. */
  readonly container?: string;
}

/**
 * The chain of causes from what one sees of a pod back to the line of YAML or the command that led to it. Undefined when
 * there is no such pod. Reads only: the world does not notice. `model` is the projector's, as of the same moment.
 */
export function explain(_cluster: Cluster, _model: ViewModel, _subject: WhySubject): Why | undefined {
  return undefined;
}
