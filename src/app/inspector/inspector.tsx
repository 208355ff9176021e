import { useSelection } from "../state/selection.ts";
import { ClusterPanel } from "./cluster-panel.tsx";
import styles from "./inspector.module.css";
import { NodePanel } from "./node-panel.tsx";
import { PodPanel } from "./pod-panel.tsx";
import { WorkloadPanel } from "./workload-panel.tsx";

/** What the person asks about: a pod, a node, a workload, a Service, or the whole cluster. */
export function Inspector() {
  const selected = useSelection((state) => state.selected);
  return (
    <div className={styles.panel} data-testid="inspector-panel">
      <PanelOf selected={selected} />
    </div>
  );
}

function PanelOf({ selected = "" }: { readonly selected: string | undefined }) {
  if (selected.startsWith("pod/")) return <PodPanel key={selected} pod={selected} />;
  if (selected.startsWith("node/")) return <NodePanel key={selected} node={selected} />;
  if (/^(workload|service)\//.test(selected)) return <WorkloadPanel key={selected} subject={selected} />;
  return <ClusterPanel />;
}
