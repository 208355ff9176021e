import { relatives } from "../state/relatives.ts";
import { useSelection } from "../state/selection.ts";
import { usePlate } from "./plate-store.ts";

const isOwner = (key: string | undefined): key is string => key !== undefined && /^(workload|service)\//.test(key);

/** Keeps known whose Pods stand out: those of what is pointed at, else of what is selected. Returns how to end it. */
export function watchRelated(): () => void {
  let asked = 0;
  const update = (): void => {
    asked = 0;
    const { hovered, selected } = useSelection.getState();
    const key = [hovered, selected].find(isOwner);
    const pods = key === undefined ? undefined : relatives.podsOf(key);
    const before = usePlate.getState().related;
    if (pods === undefined ? before === undefined : before?.size === pods.length && pods.every((pod) => before.has(pod))) return;
    usePlate.setState({ related: pods && new Set(pods) });
  };
  const ask = (): void => {
    if (asked === 0) asked = requestAnimationFrame(update);
  };
  const ends = [
    useSelection.subscribe((now, before) => { if (now.selected !== before.selected || now.hovered !== before.hovered) ask(); }),
    relatives.onChanged(() => { if (isOwner(useSelection.getState().selected) || usePlate.getState().related !== undefined) ask(); }),
  ];
  ask();
  return () => {
    cancelAnimationFrame(asked);
    ends.forEach((end) => end());
  };
}
