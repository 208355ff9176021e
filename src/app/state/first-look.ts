import { podSize } from "../../graph/layout/pod-size.ts";
import type { EntityKey } from "../../graph/model.ts";
import { modelStore } from "./model-store.ts";
import { useMoment } from "./moment.ts";
import { select, useSelection } from "./selection.ts";

let ending: () => void = () => {};

/** The cluster's own pods are the ground that the others stand on. */
const isOfTheCluster = (key: EntityKey): boolean => {
  const pod = modelStore.get("pod", key);
  return pod === undefined || podSize(pod) === "small";
};

/**
 * A world that nobody has looked into yet opens its first pod by itself, so that there is something to see. One that
 * is opened at a later moment gets there first: what came and went on the way is not to be seen. Whatever the person
 * chooses, or lets go of, is theirs.
 */
export function lookAtFirstPod(): void {
  ending();
  const lookAround = (): void => {
    const { opened, goal } = useMoment.getState();
    const first = modelStore.keys("pod").find((key) => !isOfTheCluster(key));
    if (!opened || goal !== undefined || first === undefined) return;
    ending();
    select(first);
  };
  const ends = [
    modelStore.onKeys("pod", lookAround),
    useMoment.subscribe((now, before) => { if (now.opened !== before.opened || now.goal !== before.goal) lookAround(); }),
    useSelection.subscribe(({ selected }) => void (selected !== undefined && ending())),
  ];
  ending = () => {
    for (const end of ends) end();
    ending = () => {};
  };
}
