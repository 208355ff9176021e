import { SheetFrame } from "../shell/sheet-frame.tsx";
import { openPath, type RememberedPod } from "../state/instrument.ts";
import { modelStore, useKeys } from "../state/model-store.ts";
import { controlPlaneTexts } from "../strings/control-plane.ts";
import { useTexts } from "../strings/language.ts";
import styles from "./control-plane.module.css";
import { PathView } from "./path-view.tsx";

/** How a pod came to run: every message between the lifelines, step by step. */
export default function PathSheet({ pod }: { readonly pod: RememberedPod | undefined }) {
  const texts = useTexts(controlPlaneTexts);
  return (
    <SheetFrame title={texts.title} of={pod && <PodChoice pod={pod} />} close={texts.close} testId="path">
      {pod ? <PathView key={pod.key} pod={pod} /> : <p className={styles.quiet}>{texts.none}</p>}
    </SheetFrame>
  );
}

/** Whose way it is; before it was there, it is still to be chosen. */
function PodChoice({ pod }: { readonly pod: RememberedPod }) {
  const texts = useTexts(controlPlaneTexts);
  const keys = useKeys("pod");
  const all = keys.includes(pod.key) ? keys : [pod.key, ...keys];
  return (
    <label className={styles.pod}>
      <span className={styles.hidden}>{texts.pod}</span>
      <select value={pod.key} onChange={({ target }) => openPath(target.value)}>
        {all.map((key) => <option key={key} value={key}>{key === pod.key ? pod.name : modelStore.get("pod", key)?.name}</option>)}
      </select>
    </label>
  );
}
