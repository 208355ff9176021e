import { useWindowKind } from "../../shell/window-kind.ts";
import { useEntity, useKeys } from "../../state/model-store.ts";
import { openDetail, useSelection } from "../../state/selection.ts";
import { useTexts } from "../../strings/language.ts";
import { plateHintTexts } from "../../strings/plate-hints.ts";
import { usePlate } from "../plate-store.ts";
import styles from "./hints.module.css";

/** Where the tanks leave no room for a detail below them: how a pod is cut open none the less. */
export function OpenHint() {
  const texts = useTexts(plateHintTexts);
  const isNarrow = useWindowKind() === "narrow";
  const hasRoom = usePlate(({ layout, drawn, asList }) => layout.detail !== undefined || drawn.section || asList);
  const count = useKeys("pod").length;
  const pod = useEntity("pod", useSelection(({ selected }) => selected ?? ""));
  if (isNarrow || hasRoom || count === 0) return null;
  return pod ? <button type="button" className={styles.open} title={texts.cutOpen(pod.name)} onClick={() => openDetail(pod.key)}>{texts.cutOpen(pod.name)}</button> : <p className={styles.open}>{texts.choose}</p>;
}
