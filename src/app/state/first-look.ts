import { modelStore } from "./model-store.ts";
import { select, useSelection } from "./selection.ts";

let ending: () => void = () => {};

/**
 * A world that nobody has looked into yet opens its first pod by itself, so that there is something to see. Whatever the
 * person chooses, or lets go of, is theirs.
 */
export function lookAtFirstPod(): void {
  ending();
  const ends = [
    modelStore.onKeys("pod", () => {
      const [first] = modelStore.keys("pod");
      if (first === undefined) return;
      ending();
      select(first);
    }),
    useSelection.subscribe(({ selected }) => void (selected !== undefined && ending())),
  ];
  ending = () => {
    for (const end of ends) end();
    ending = () => {};
  };
}
