import { useEffect } from "react";
import { ViewportPortal } from "reactflow";
import { usePlate } from "./plate-store.ts";
import { PodCard } from "./pod-card.tsx";
import { watchShown } from "./shown.ts";

/** The pods that are elements, in React Flow's own space: one that changes its node glides there. */
export function PodLayer() {
  const shown = usePlate((state) => state.shown);
  useEffect(watchShown, []);
  return <ViewportPortal>{shown.map((pod) => <PodCard key={pod} pod={pod} />)}</ViewportPortal>;
}
