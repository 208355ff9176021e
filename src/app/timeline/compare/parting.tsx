import type { FaultReport } from "../../../worker/protocol.ts";
import { clockText } from "../../clock.ts";
import { useCompare } from "../../state/compare.ts";
import { useMoment } from "../../state/moment.ts";
import { compareTexts } from "../../strings/compare.ts";
import { useTexts } from "../../strings/language.ts";
import { timelineTexts } from "../../strings/timeline.ts";
import { faultTitle } from "../fault-title.ts";
import { goThere } from "../transport-actions.ts";
import styles from "./compare.module.css";
import { DifferenceLine } from "./differences.tsx";
import { useNames } from "./names.ts";

/** Since when they are not the same, and where that is first seen. */
export function Parting() {
  const texts = useTexts(compareTexts);
  const { forkMs, parting, viewMs, stopped } = useCompare();
  const late = useMoment((moment) => moment.viewMs > viewMs + 50) && !stopped;
  return (
    <div className={styles.parting}>
      <p>
        {texts.same(clockText(forkMs, 2))} {parting ? texts.parting(clockText(parting.atMs, 2)) : texts.notYet}
      </p>
      {parting && (
        <button type="button" className={styles.first} onClick={() => goThere(parting.atMs)} title={texts.lookAt(clockText(parting.atMs, 2))}>
          <DifferenceLine what={parting.what} />
        </button>
      )}
      {late && <p className={styles.late} role="status">{texts.onItsWay(clockText(viewMs, 2))}</p>}
      {stopped && <Stopped fault={stopped} />}
    </div>
  );
}

/** The other branch failed: which one, where and when, in the words that the one that is played would have; and what is left of it. */
function Stopped({ fault }: { readonly fault: FaultReport }) {
  const texts = useTexts(compareTexts);
  const { stopped } = useTexts(timelineTexts);
  const reachedMs = useCompare((state) => state.reachedMs);
  const [, there] = useNames();
  return (
    <div className={styles.stopped} role="alert">
      <p><strong>{texts.stopped(there, faultTitle(fault, stopped))}</strong></p>
      <p lang="en">{fault.message}</p>
      <p>{texts.seenStays(clockText(reachedMs, 2))}</p>
    </div>
  );
}
