import { SheetFrame } from "../shell/sheet-frame.tsx";
import type { RememberedPod } from "../state/instrument.ts";
import { controlPlaneTexts } from "../strings/control-plane.ts";
import { useTexts } from "../strings/language.ts";
import styles from "./control-plane.module.css";
import { PathView } from "./path-view.tsx";
import { PodChoice } from "./pod-choice.tsx";

/** How a pod came to run: every message between the lifelines, step by step. */
export default function PathSheet({ pod }: { readonly pod: RememberedPod | undefined }) {
  const texts = useTexts(controlPlaneTexts);
  return (
    <SheetFrame title={texts.title} of={pod && <PodChoice pod={pod} />} close={texts.close} testId="path">
      {pod ? <PathView key={pod.key} pod={pod} /> : <p className={styles.quiet}>{texts.none}</p>}
    </SheetFrame>
  );
}
