import { memo } from "react";
import type { Box } from "../../graph/layout/geometry.ts";
import { podBox, TRAY } from "../../graph/layout/vessel.ts";
import type { EntityKey } from "../../graph/model.ts";
import { useEntity } from "../state/model-store.ts";
import { select, useSelection } from "../state/selection.ts";
import { canvasTexts } from "../strings/canvas.ts";
import { useTexts } from "../strings/language.ts";
import { Detail } from "../xray/lazy-detail.tsx";
import styles from "./frames.module.css";
import { standingOf } from "./occupancy.ts";
import { occupancy, usePlate, vesselOf } from "./plate-store.ts";

/** The selected pod, unless it is cut open where it stands. */
const useDetailed = (): EntityKey | undefined => {
  const selected = useSelection((state) => state.selected);
  const inPlace = usePlate((state) => state.drawn.section);
  return selected?.startsWith("pod/") && !inPlace ? selected : undefined;
};

/** Detail A: the selected pod cut open at a larger scale, below the tanks. */
export const DetailFrame = memo(function DetailFrame() {
  const key = useDetailed() ?? "";
  const pod = useEntity("pod", key);
  const texts = useTexts(canvasTexts);
  if (!pod) return <div className={`${styles.detail} ${styles.waiting}`}><p className={styles.hint}>{texts.detailHint}</p></div>;
  return (
    <section className={styles.detail} aria-label={`${texts.detail}, ${texts.detailOf(pod.name)}`} data-detail={key} key={key}>
      <div className={styles.detailHead}>
        <h2>{texts.detail}</h2>
        <em>{texts.detailOf(pod.name)}</em>
        <button type="button" data-picture="none" aria-label={texts.closeDetail} title={texts.closeDetail} onClick={() => select(undefined)}>×</button>
      </div>
      <div className={styles.detailBody}><Detail pod={key} headed /></div>
    </section>
  );
});

/** Half the cone's width at the capsule. */
const NECK = 16;

/** The cone from the capsule to its detail. */
export const Cone = memo(function Cone() {
  const pod = useEntity("pod", useDetailed() ?? "");
  const layout = usePlate((state) => state.layout);
  const drawing = usePlate((state) => state.drawn.drawing);
  const { detail } = layout;
  if (!pod || !detail) return null;
  const { vessel: key, size, place } = occupancy.standing(pod.key) ?? standingOf(pod);
  const vessel = vesselOf(layout, key);
  if (!vessel) return null;
  const box = podBox(vessel, drawing, size, place);
  const outline = key === TRAY ? besideTray(vessel.box, box, detail) : belowCapsule(vessel.box, box, detail);
  return (
    <svg className={styles.drawing} width={layout.width} height={layout.height} aria-hidden="true">
      <path d={`${outline.left}L${outline.right.slice(1)}Z`} className={styles.cone} />
      <path d={outline.left + outline.right} className={styles.coneLine} />
    </svg>
  );
});

/** The cone's two sides: the left one from the capsule to the detail, the right one back from the detail. */
interface Outline {
  readonly left: string;
  readonly right: string;
}

/** Straight down, out of the vessel, and then as wide as the detail. */
function belowCapsule(vessel: Box, box: Box, detail: Box): Outline {
  const x = box.x + box.width / 2;
  const neck = Math.min(NECK, box.width / 2 - 2);
  const from = box.y + box.height;
  const turn = Math.max(vessel.y + vessel.height + 4, from + 4);
  return { left: `M${x - neck} ${from}V${turn}L${detail.x} ${detail.y}`, right: `M${detail.x + detail.width} ${detail.y}L${x + neck} ${turn}V${from}` };
}

/** A channel between the tanks and the tray: below its cards stands the verdict, which no line may cross. */
const CHANNEL = { left: 7, right: 2, half: 2.5 };

function besideTray(vessel: Box, box: Box, detail: Box): Outline {
  const y = box.y + box.height / 2;
  const turn = vessel.y + vessel.height + 4;
  return {
    left: `M${box.x} ${y - CHANNEL.half}H${vessel.x - CHANNEL.left}V${turn}L${detail.x} ${detail.y}`,
    right: `M${detail.x + detail.width} ${detail.y}L${vessel.x - CHANNEL.right} ${turn}V${y + CHANNEL.half}H${box.x}`,
  };
}
