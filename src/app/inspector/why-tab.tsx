import { lazy, Suspense } from "react";
import type { PodView } from "../../graph/model.ts";
import type { Why, WhyLink } from "../../graph/why/why.ts";
import { instantText } from "../../graph/why/instant.ts";
import { Balloon } from "../glyphs/balloon.tsx";
import { useFiles } from "../state/files.ts";
import { useSelection } from "../state/selection.ts";
import { inspectorTexts } from "../strings/inspector.ts";
import { useTexts } from "../strings/language.ts";
import { whyTexts, type Sentence, type WhyTexts } from "../strings/why.ts";
import styles from "./inspector.module.css";
import { LastEvents } from "./last-events.tsx";
import { MarkedText } from "./marked-text.tsx";
import { TimeButton } from "./time-button.tsx";
import { useWhy, type WhyState } from "./use-why.ts";

const SchedulingSection = lazy(() => import("../advice/scheduling-section.tsx"));

/** The chain of causes in words, numbered as on the picture, the timeline and the line of YAML. */
export function WhyTab({ pod }: { readonly pod: PodView }) {
  const texts = useTexts(inspectorTexts);
  const chosen = useSelection((state) => state.container);
  const container = pod.containers.some(({ name }) => name === chosen) ? chosen : undefined;
  const state = useWhy(pod.key, container);
  const { why, asking, failed } = state;
  return (
    <>
      {why ? <Chain why={why} state={state} /> : <p className={styles.quiet}>{asking ? texts.asking : failed ? texts.noAnswer : texts.why.none}</p>}
      {(pod.node === "" || pod.steps[0]?.state === "done") && <Suspense fallback={null}><SchedulingSection key={pod.key} pod={pod} /></Suspense>}
      <LastEvents pod={pod} />
    </>
  );
}

type Say<Result> = (values: Readonly<Record<string, string>>) => Result;
const questionOf = (texts: WhyTexts, { asks, values }: Why): string => (texts.questions[asks] as Say<string>)(values);
const noteOf = (texts: WhyTexts, { says, values }: NonNullable<Why["note"]>): string => (texts.notes[says] as Say<string>)(values);
const sentenceOf = (texts: WhyTexts, { says, values }: WhyLink): Sentence => (texts.links[says] as Say<Sentence>)(values);

/** The chain itself, of whatever is asked about. */
export function Chain({ why, state }: { readonly why: Why; readonly state: WhyState }) {
  const texts = useTexts(inspectorTexts).why;
  const words = useTexts(whyTexts);
  const chosen = useSelection((selection) => selection.step);
  return (
    <>
      <div className={styles.why}>
        <h3 className={styles.question}>{questionOf(words, why)}</h3>
        <ol className={styles.chain}>
          {why.links.map((step, index) => (
            <li key={index}>
              <Balloon number={index + 1} />
              <Step step={step} number={index + 1} sentence={sentenceOf(words, step)} current={chosen === index + 1} />
              <TimeButton atMs={step.atMs} label={texts.lookAt} onLook={() => state.hold(step.atMs)} />
            </li>
          ))}
        </ol>
      </div>
      {state.heldMs !== undefined && (
        <p className={styles.held}>
          {texts.held(instantText(state.heldMs))}
          <button type="button" className={styles.link} onClick={state.back}>{texts.askAgain}</button>
        </p>
      )}
      {why.note && <p className={styles.aside}><MarkedText text={noteOf(words, why.note)} /></p>}
    </>
  );
}

interface StepProps {
  readonly step: WhyLink;
  readonly number: number;
  readonly sentence: Sentence;
  readonly current: boolean;
}

/** One cause. Pressed, the part that it is about is shown. */
function Step({ step, number, sentence: { head, detail }, current }: StepProps) {
  const texts = useTexts(inspectorTexts).why;
  const choose = (): void => {
    useSelection.setState({ step: number });
    if (step.line) openLine(step.line.file);
  };
  return (
    <button type="button" className={styles.step} aria-current={current} onClick={choose} title={step.line ? texts.openLine : undefined}>
      <span className={styles.aloud}>{texts.step(number)}. </span>
      <span className={styles.head}><MarkedText text={head} /></span>
      {step.quote !== undefined && <span className={styles.quote} lang="en" title={step.quote}>{step.quote}</span>}
      {detail !== "" && <span className={styles.detail}><MarkedText text={detail} /></span>}
      {step.line && <span className={styles.source} lang="en" title={step.line.text}>{step.line.text}</span>}
    </button>
  );
}

function openLine(file: string): void {
  if (!useFiles.getState().files.some(({ name }) => name === file)) return;
  useFiles.setState({ open: file });
  useSelection.setState({ sheet: "yaml" });
}
