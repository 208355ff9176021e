import { useEffect } from "react";
import { ViewportPortal } from "reactflow";
import { NAME_FONT, PILL_FONT, SMALL_FONT } from "./card-face.ts";
import { whenFontsCame } from "./fit-text.ts";
import { Leaders, Rail } from "./lazy-relations.tsx";
import { usePlate } from "./plate-store.ts";
import { PodCard } from "./pod-card.tsx";
import { watchRelated } from "./watch-related.ts";
import { watchShown } from "./shown.ts";

/** The pods that are elements, in React Flow's own space: one that changes its node glides there. */
export function PodLayer() {
  const shown = usePlate((state) => state.shown);
  useEffect(watchShown, []);
  useEffect(watchRelated, []);
  useEffect(() => whenFontsCame([NAME_FONT, PILL_FONT, SMALL_FONT], drawAnew), []);
  return <ViewportPortal><Leaders /><Rail />{shown.map((pod) => <PodCard key={pod} pod={pod} />)}</ViewportPortal>;
}

const drawAnew = (): void => usePlate.setState(({ drawn }) => ({ drawn: { ...drawn }, fontsCame: true }));
