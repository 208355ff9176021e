import { useSelection } from "../state/selection.ts";
import { Detail } from "../xray/lazy-detail.tsx";
import styles from "./plate.module.css";

/** In the hand the pod that is looked at takes the plate's place. */
export function NarrowDetail() {
  const selected = useSelection((state) => state.selected);
  return selected?.startsWith("pod/") ? <div className={styles.sheet}><Detail pod={selected} /></div> : null;
}
