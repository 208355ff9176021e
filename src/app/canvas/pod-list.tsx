import { useSyncExternalStore } from "react";
import { TRAY } from "../../graph/layout/vessel.ts";
import type { EntityKey } from "../../graph/model.ts";
import { PodGlyph } from "../glyphs/pod-glyph.tsx";
import { useEntity } from "../state/model-store.ts";
import { openDetail, select, useSelection } from "../state/selection.ts";
import { canvasTexts } from "../strings/canvas.ts";
import { useTexts } from "../strings/language.ts";
import { OwnersInList } from "./owners-in-list.tsx";
import styles from "./plate.module.css";
import { occupancy, usePlate } from "./plate-store.ts";
import { podLabel } from "./pod-label.ts";

/** Every pod as a row, by node, then workloads and Services: for a screen reader, and for who would rather read. */
export function PodList() {
  const vessels = usePlate((state) => state.layout.vessels);
  const texts = useTexts(canvasTexts);
  return (
    <div className={styles.list} role="group" aria-label={texts.asList} data-own-keys>
      {vessels.map(({ key }) => <PodsOf key={key} vessel={key} name={key === TRAY ? texts.noNode : key.slice("node/".length)} />)}
      <OwnersInList />
    </div>
  );
}

function PodsOf({ vessel, name }: { readonly vessel: string; readonly name: string }) {
  const count = useSyncExternalStore(occupancy.onMoved, () => occupancy.podsIn(vessel).size);
  const pods = [...occupancy.podsIn(vessel)].toSorted((a, b) => (occupancy.standing(a)?.place ?? 0) - (occupancy.standing(b)?.place ?? 0));
  if (count === 0) return null;
  return (
    <>
      <h3>{name}</h3>
      <ul>{pods.map((pod) => <Row key={pod} pod={pod} />)}</ul>
    </>
  );
}

function Row({ pod: key }: { readonly pod: EntityKey }) {
  const pod = useEntity("pod", key);
  const selected = useSelection((state) => state.selected === key);
  if (!pod) return null;
  return (
    <li style={{ contentVisibility: "auto", containIntrinsicHeight: "20px" }}>
      <button type="button" aria-label={podLabel(pod)} aria-pressed={selected} lang="en" onClick={() => select(key)} onDoubleClick={() => openDetail(key)}>
        <PodGlyph glyph={pod.glyph} size={13} />
        <span>{pod.name}</span>
        <span>{pod.readyCount}/{pod.containerCount}</span>
        <span>{pod.status}</span>
      </button>
    </li>
  );
}
