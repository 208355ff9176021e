import { useMemo, useState } from "react";
import { openPath, type RememberedPod } from "../state/instrument.ts";
import { modelStore, useKeys } from "../state/model-store.ts";
import { controlPlaneTexts } from "../strings/control-plane.ts";
import { useTexts } from "../strings/language.ts";
import styles from "./control-plane.module.css";
import { MOST_OFFERED, offeredPods } from "./offered-pods.ts";

/** Whose way it is; before it was there, it is still to be chosen. Of very many they are sought by their letters. */
export function PodChoice({ pod }: { readonly pod: RememberedPod }) {
  const texts = useTexts(controlPlaneTexts);
  const keys = useKeys("pod");
  const [sought, setSought] = useState("");
  const pods = useMemo(() => keys.map((key) => ({ key, name: modelStore.get("pod", key)?.name ?? "" })), [keys]);
  const { offered, found } = useMemo(() => offeredPods(pods, sought, pod), [pods, sought, pod]);
  const many = pods.length > MOST_OFFERED;
  return (
    <span className={styles.pod}>
      {many && <input type="search" value={sought} placeholder={texts.seek} aria-label={texts.seek} autoComplete="off" spellCheck={false} onChange={({ target }) => setSought(target.value)} />}
      <label>
        <span className={styles.hidden}>{texts.pod}</span>
        <select value={pod.key} onChange={({ target }) => openPath(target.value)}>
          {offered.map(({ key, name }) => <option key={key} value={key}>{name}</option>)}
        </select>
      </label>
      {many && <span role="status" className={styles.found}>{found > MOST_OFFERED ? texts.showing(MOST_OFFERED, found) : texts.found(found)}</span>}
    </span>
  );
}
