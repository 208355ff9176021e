import { useSyncExternalStore } from "react";
import { TRAY } from "../../graph/layout/vessel.ts";
import type { EntityKey } from "../../graph/model.ts";
import { NodeGlyph } from "../glyphs/node-glyph.tsx";
import { PodGlyph } from "../glyphs/pod-glyph.tsx";
import { useEntity } from "../state/model-store.ts";
import { openDetail, select, useSelection } from "../state/selection.ts";
import { canvasTexts } from "../strings/canvas.ts";
import { useTexts } from "../strings/language.ts";
import { groupName, isGroup } from "./grouping.ts";
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
      {vessels.map(({ key }) => <PodsOf key={key} vessel={key} name={key === TRAY ? texts.noNode : isGroup(key) ? groupName(key) : key.slice("node/".length)} />)}
      <OwnersInList />
    </div>
  );
}

function PodsOf({ vessel, name }: { readonly vessel: string; readonly name: string }) {
  const count = useSyncExternalStore(occupancy.onMoved, () => occupancy.podsIn(vessel).size);
  const pods = [...occupancy.podsIn(vessel)].toSorted((a, b) => (occupancy.standing(a)?.place ?? 0) - (occupancy.standing(b)?.place ?? 0));
  if (count === 0 && !vessel.startsWith("node/")) return null;
  return (
    <>
      <h2>{vessel.startsWith("node/") ? <NodeRow node={vessel} pods={count} /> : name}</h2>
      <ul>{pods.map((pod) => <Row key={pod} pod={pod} />)}</ul>
    </>
  );
}

/** A node heads its pods, with what the plate says of it. */
function NodeRow({ node: key, pods }: { readonly node: EntityKey; readonly pods: number }) {
  const texts = useTexts(canvasTexts);
  const node = useEntity("node", key);
  const selected = useSelection((state) => state.selected === key);
  if (!node) return null;
  return (
    <button type="button" className={styles.nodeRow} aria-label={texts.node(node.name, node.status, pods)} aria-pressed={selected} onClick={() => select(key)}>
      <NodeGlyph glyph={node.glyph} size={15} />
      {node.name} <em lang="en">{node.status}</em>
    </button>
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
