import { useEntity } from "../state/model-store.ts";
import { useSelection } from "../state/selection.ts";
import { canvasTexts } from "../strings/canvas.ts";
import { useTexts } from "../strings/language.ts";
import { cpuText, memoryText } from "./amounts.ts";
import { screenNow, viewNow } from "./camera.ts";
import styles from "./plate.module.css";
import { usePlate, vesselOf } from "./plate-store.ts";

/** The figures behind a tank's rulers, while it is pointed at or the keyboard is at it. */
export function NodeFigures() {
  const hovered = useSelection((state) => state.hovered);
  const focused = usePlate((state) => state.here);
  const key = hovered?.startsWith("node/") ? hovered : hovered === undefined && focused?.startsWith("node/") ? focused : "";
  const node = useEntity("node", key);
  const layout = usePlate((state) => state.layout);
  const texts = useTexts(canvasTexts);
  const vessel = vesselOf(layout, key);
  if (!node || !vessel) return null;
  const { x, y, zoom } = viewNow();
  const left = Math.min(Math.max(4, vessel.box.x * zoom + x + 30), Math.max(4, screenNow().width - 260));
  const top = Math.max(2, vessel.box.y * zoom + y + 28);
  const { requested, used, allocatable } = node;
  return (
    <div className={styles.figures} style={{ left, top }} aria-hidden="true">
      <table>
        <thead><tr><th>{node.name}</th><td>cpu</td><td>{texts.memory}</td><td>{texts.podsWord}</td></tr></thead>
        <tbody>
          <tr><th>{texts.requested}</th><td>{cpuText(requested.cpuMilli)}</td><td>{memoryText(requested.memoryBytes)}</td><td>{requested.pods}</td></tr>
          <tr><th>{texts.used}</th><td>{cpuText(used.cpuMilli)}</td><td>{memoryText(used.memoryBytes)}</td></tr>
          <tr><th>{texts.allocatable}</th><td>{cpuText(allocatable.cpuMilli)}</td><td>{memoryText(allocatable.memoryBytes)}</td><td>{allocatable.pods}</td></tr>
        </tbody>
      </table>
      {node.taints.map((taint) => <p key={taint}>{taint}</p>)}
    </div>
  );
}
