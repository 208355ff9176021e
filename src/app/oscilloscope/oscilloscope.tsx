import { useCallback, useMemo, useState } from "react";
import type { EntityKey, PodView, ProbeType } from "../../graph/model.ts";
import type { ProbeRecord } from "../../worker/protocol.ts";
import { useAnswer } from "../inspector/use-answer.ts";
import { SheetFrame } from "../shell/sheet-frame.tsx";
import { modelStore, useEntity } from "../state/model-store.ts";
import { oscilloscopeTexts } from "../strings/oscilloscope.ts";
import { useTexts } from "../strings/language.ts";
import { Lane } from "./lane.tsx";
import { SPANS, spanFor } from "./lane-drawing.ts";
import styles from "./oscilloscope.module.css";
import { TimeRuler } from "./time-ruler.tsx";
import { useWidth } from "./use-width.ts";

interface OscilloscopeProps {
  readonly pod: EntityKey;
  readonly container?: string;
  readonly probe?: ProbeType;
}

const NOTHING: ProbeRecord = { tracks: [], lives: [], endpoints: [] };

/** Every probe of a pod on one clock: its answers, what was counted, and what other figures would have led to. */
export default function Oscilloscope({ pod: key, container, probe }: OscilloscopeProps) {
  const texts = useTexts(oscilloscopeTexts);
  const pod = useEntity("pod", key);
  return (
    <SheetFrame title={texts.title} of={pod && <span>{texts.of(pod.name)}</span>} close={texts.close} testId="oscilloscope">
      {pod ? <Lanes pod={pod} container={container} probe={probe} /> : <p className={styles.quiet}>{texts.gone}</p>}
    </SheetFrame>
  );
}

function Lanes({ pod, container: chosen, probe: wanted }: { readonly pod: PodView; readonly container: string | undefined; readonly probe: ProbeType | undefined }) {
  const texts = useTexts(oscilloscopeTexts);
  const query = useMemo(() => ({ type: "probeRecord", podUid: pod.uid }) as const, [pod.uid]);
  // Endpoints come to their Service after the pod has changed.
  const onChange = useCallback((again: () => void) => modelStore.onAny((changed) => [...changed].some((key) => key === pod.key || key.startsWith("service/")) && again()), [pod.key]);
  const record = useAnswer<"probeRecord">(query, onChange).answer?.record ?? NOTHING;
  const lanes = pod.containers.flatMap((container) => container.probes.map((probe) => ({ container, probe })));
  const [seconds, setSeconds] = useState(() => spanFor(lanes.map(({ probe }) => probe.periodMs)));
  const [frame, width] = useWidth();
  if (lanes.length === 0) return <p className={styles.quiet}>{texts.noProbes}</p>;
  const pxPerMs = width / (seconds * 1000);
  return (
    <>
      <div className={styles.tools}>
        <span className={styles.legend}>{texts.legend}</span>
        <div className={styles.spans} role="group" aria-label={texts.span}>
          {SPANS.map((each) => <button key={each} type="button" aria-pressed={each === seconds} onClick={() => setSeconds(each)}>{texts.spans(each)}</button>)}
        </div>
      </div>
      <div className={styles.lanes} tabIndex={-1}>
        <div className={styles.rulerRow}><div className={styles.plot} ref={frame}>{width > 0 && <TimeRuler width={width} pxPerMs={pxPerMs} />}</div></div>
        {width > 0 && lanes.map(({ container, probe }) => (
          <Lane key={`${container.name} ${probe.type}`} container={container} probe={probe} record={record} width={width} pxPerMs={pxPerMs} wanted={probe.type === wanted && (chosen === undefined || container.name === chosen)} />
        ))}
      </div>
    </>
  );
}
