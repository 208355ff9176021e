import { memo, useSyncExternalStore, type CSSProperties } from "react";
import { podBox, TRAY } from "../../graph/layout/vessel.ts";
import type { EntityKey, PodView } from "../../graph/model.ts";
import { modelStore, useEntity } from "../state/model-store.ts";
import { useSelection } from "../state/selection.ts";
import { canvasTexts } from "../strings/canvas.ts";
import { useTexts } from "../strings/language.ts";
import { requestsText } from "./amounts.ts";
import styles from "./frames.module.css";
import { occupancy, usePlate, vesselOf } from "./plate-store.ts";
import { Scaled } from "./scaled.tsx";
import type { FrameData } from "./tank.tsx";
import { readVerdict } from "./verdict.ts";

/** Pods without a node hang here, with the scheduler's verdict in its own words. */
export const Tray = memo(function Tray({ data }: { readonly data: FrameData }) {
  const texts = useTexts(canvasTexts);
  const pod = useEntity("pod", useSpokenOf() ?? "");
  const top = useVerdictTop();
  return (
    <div role="group" aria-label={texts.noNode}>
      <Scaled width={data.width} height={data.height}>
        {(width, height) => (
          <>
            <svg className={styles.drawing} width={width} height={height} aria-hidden="true">
              <path d={`M.5 0V${height - 0.5}H${width - 0.5}V0`} className={`${styles.none} ${styles.hair} ${styles.dashed}`} />
              <text x={8} y={15} className={styles.small}>{texts.noNode}</text>
            </svg>
            <div className={styles.verdict} style={{ left: 8, right: 6, top, ...wholeLines(height - top - 4) }}>
              {pod ? <Words pod={pod} /> : <p className={styles.trayNote}>{texts.trayEmpty}</p>}
            </div>
          </>
        )}
      </Scaled>
    </div>
  );
});

const LINE_HEIGHT = 14;

/** No line is cut in its middle, and the last one says that there are more: the card's tip has them all. */
function wholeLines(room: number): CSSProperties {
  const lines = Math.max(0, Math.floor(room / LINE_HEIGHT));
  return { maxHeight: lines * LINE_HEIGHT, WebkitLineClamp: Math.max(1, lines) };
}

/** Whose verdict is printed: the selected pod's if it hangs here, else the first one's. */
function useSpokenOf(): EntityKey | undefined {
  const first = useSyncExternalStore(occupancy.onMoved, firstInTray);
  const selected = useSelection((state) => state.selected);
  return selected !== undefined && occupancy.standing(selected)?.vessel === TRAY ? selected : first;
}

function firstInTray(): EntityKey | undefined {
  let first: EntityKey | undefined;
  for (const pod of occupancy.podsIn(TRAY)) {
    if (first === undefined || placeOf(pod) < placeOf(first)) first = pod;
  }
  return first;
}

const placeOf = (pod: EntityKey): number => occupancy.standing(pod)?.place ?? Infinity;

/** Below the last row of cards, or of dots. */
function useVerdictTop(): number {
  const layout = usePlate((state) => state.layout);
  const { drawing, frame } = usePlate((state) => state.drawn);
  const places = useSyncExternalStore(occupancy.onMoved, () => occupancy.places(TRAY, "normal"));
  const vessel = vesselOf(layout, TRAY);
  if (!vessel) return 24;
  const { columns } = vessel[drawing].normal;
  if (places === 0) return 24;
  const last = podBox(vessel, drawing, "normal", Math.ceil(places / columns) * columns - 1);
  return (last.y + last.height - vessel.box.y) / frame + 8;
}

function Words({ pod }: { readonly pod: PodView }) {
  const texts = useTexts(canvasTexts);
  const verdict = pod.verdict === undefined ? undefined : readVerdict(pod.verdict);
  const asks = requestsText(pod.requests);
  const others = modelStore.get("pod", pod.key) ? occupancy.podsIn(TRAY).size - 1 : 0;
  return (
    <>
      {verdict && <p className={styles.head} lang="en">{verdict.head}{verdict.reasons.length > 0 && ":"}</p>}
      {verdict?.reasons.map((reason) => <p key={reason} lang="en">{reason}</p>)}
      {asks !== "" && <p>{texts.asks(asks)}</p>}
      {others > 3 && <p>{texts.moreWait(others)}</p>}
    </>
  );
}
