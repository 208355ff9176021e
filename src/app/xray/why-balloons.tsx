import { BalloonMark } from "../glyphs/balloon.tsx";
import type { Why } from "../../graph/why/why.ts";
import { useSelection } from "../state/selection.ts";
import type { EntityKey, PodView } from "../../graph/model.ts";
import { balloonSpots } from "./balloon-spots.ts";
import styles from "./detail.module.css";
import type { DetailLayout } from "./layout.ts";

/** They come one after the other, from the effect to the cause. */
const BALLOON_MS = 90;

/** The numbers of the chain of causes that is shown, at the parts of the drawing that they name. */
export function WhyBalloons({ pod, layout }: { readonly pod: PodView; readonly layout: DetailLayout }) {
  const why = useSelection(ofPod(pod.key));
  if (!why) return null;
  return balloonSpots(why, pod, layout).map(({ number, x, y }) => (
    <g key={number} className={styles.balloon} style={{ animationDelay: `${BALLOON_MS * number}ms` }}>
      <BalloonMark number={number} x={x} y={y} />
    </g>
  ));
}

const ofPod = (key: EntityKey) => ({ why }: { readonly why: Why | undefined }): Why | undefined => (why?.pod === key ? why : undefined);
