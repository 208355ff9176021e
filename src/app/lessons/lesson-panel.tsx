import { useLayoutEffect, useRef, useState, type RefObject } from "react";
import { plainText } from "../../scenario/lessons/inline.ts";
import type { Lesson } from "../../scenario/lessons/lesson.ts";
import { useSettings } from "../state/settings.ts";
import { useTexts } from "../strings/language.ts";
import { lessonTexts, type StepMark as Mark } from "../strings/lessons.ts";
import { beginAgain, showStep, useLessons } from "./lesson-store.ts";
import styles from "./lessons.module.css";
import { StepMark } from "./step-mark.tsx";
import { StepView } from "./step-view.tsx";
import { useCheck } from "./use-check.ts";

/** The lesson that belongs to the open world, one step at a time. */
export default function LessonPanel() {
  const lesson = useLessons((state) => state.lesson);
  return lesson ? <Open key={lesson.name} lesson={lesson} /> : null;
}

function Open({ lesson }: { readonly lesson: Lesson }) {
  const language = useSettings((state) => state.language);
  const number = useLessons((state) => state.step);
  const text = lesson.texts[language];
  const body = useRef<HTMLDivElement>(null);
  const verdict = useRef<HTMLElement>(null);
  const state = useCheck(number, text.steps[number]!);
  useTop(body, number);
  return (
    <div className={styles.panel} data-testid="lesson-panel">
      <Head text={text} number={number} />
      <div className={styles.body} ref={body} tabIndex={-1} role="region" aria-labelledby="lesson-step">
        <StepView key={number} text={text} number={number} state={state} verdict={verdict} />
      </div>
      <Foot text={text} number={number} hinted={state.hints.length > 0} onVerdict={() => verdict.current?.scrollIntoView({ block: "nearest" })} />
    </div>
  );
}

/** Another step is read from its top, also by who cannot see that it has changed. */
function useTop(body: RefObject<HTMLDivElement | null>, number: number): void {
  const before = useRef(number);
  useLayoutEffect(() => {
    if (before.current === number) return;
    before.current = number;
    body.current?.scrollTo(0, 0);
    body.current?.focus({ preventScroll: true });
  }, [body, number]);
}

/** Its title, how far it has come, and the list of its steps. */
function Head({ text, number }: { readonly text: Lesson["texts"]["en"]; readonly number: number }) {
  const texts = useTexts(lessonTexts);
  const done = useLessons((state) => state.done);
  const [listed, setListed] = useState(false);
  const markOf = (step: number): Mark => (done.includes(step) ? "done" : step === number ? "now" : "toCome");
  const choose = (step: number): void => {
    setListed(false);
    showStep(step);
  };
  return (
    <header className={styles.head}>
      <h2 className={styles.title}>{text.title}</h2>
      <button type="button" className={styles.progress} aria-expanded={listed} aria-controls="lesson-steps" onClick={() => setListed(!listed)}>
        <span>{texts.place(number + 1, text.steps.length)} · {texts.doneOf(done.length)}</span>
        <span className={styles.all}>{texts.allSteps}</span>
        <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden="true" data-open={listed}><path d="M1 2.500 4 5.500l3-3" fill="none" stroke="currentColor" strokeWidth="1.4" /></svg>
      </button>
      <div className={styles.track} aria-hidden="true">
        {text.steps.map((_, i) => <i key={i} data-mark={markOf(i)} data-now={i === number} />)}
      </div>
      <ol className={styles.steps} id="lesson-steps" hidden={!listed}>
        {text.steps.map((step, i) => (
          <li key={i}>
            <button type="button" aria-current={i === number ? "step" : undefined} onClick={() => choose(i)}>
              <StepMark mark={markOf(i)} />
              <span className={styles.number}>{i + 1}</span>
              <span>{plainText(step.title)}</span>
              <span className={styles.word}>{texts.marks[markOf(i)]}</span>
            </button>
          </li>
        ))}
        <li><button type="button" className={styles.again} onClick={() => { setListed(false); beginAgain(); }}>{texts.again}</button></li>
      </ol>
    </header>
  );
}

interface FootProps {
  readonly text: Lesson["texts"]["en"];
  readonly number: number;
  /** There is something to say about the way that was taken. */
  readonly hinted: boolean;
  /** Shows what is said about the step. */
  readonly onVerdict: () => void;
}

/** On and back, and between them how the step stands. Whoever wants to may leave a step out. */
function Foot({ text, number, hinted, onVerdict }: FootProps) {
  const texts = useTexts(lessonTexts);
  const checked = text.steps[number]!.check.length > 0;
  const done = useLessons((state) => state.done.includes(number)) || !checked;
  const last = number === text.steps.length - 1;
  return (
    <footer className={styles.foot}>
      {last && done && <p className={styles.finished} role="status"><strong>{texts.finished}</strong> {texts.finishedSays}</p>}
      <button type="button" className={styles.key} disabled={number === 0} onClick={() => showStep(number - 1)}>{texts.previous}</button>
      {checked && (
        <button type="button" className={styles.short} data-hinted={hinted && !done} onClick={onVerdict}>
          <StepMark mark={done ? "done" : "now"} />
          {done ? texts.marks.done : hinted ? texts.hint : texts.notYet}
        </button>
      )}
      {last ? <span /> : <button type="button" className={done ? styles.next : styles.key} onClick={() => showStep(number + 1)}>{done ? texts.next : texts.skip}</button>}
    </footer>
  );
}
