import { useSelection } from "../state/selection.ts";
import { ClusterPanel } from "./cluster-panel.tsx";
import styles from "./inspector.module.css";
import { NodePanel } from "./node-panel.tsx";
import { PodPanel } from "./pod-panel.tsx";

/** What the person asks about: a pod, a node, or the whole cluster. */
export function Inspector() {
  const selected = useSelection((state) => state.selected);
  return (
    <div className={styles.panel} data-testid="inspector-panel">
      {selected?.startsWith("pod/") ? <PodPanel key={selected} pod={selected} /> : selected?.startsWith("node/") ? <NodePanel key={selected} node={selected} /> : <ClusterPanel />}
    </div>
  );
}
