import type { RefObject } from "react";
import type { Block, Lesson, Move } from "../../scenario/lessons/lesson.ts";
import type { Claim } from "../../scenario/scenario.ts";
import { useTexts } from "../strings/language.ts";
import { lessonTexts } from "../strings/lessons.ts";
import { Action } from "./actions.tsx";
import { useLessons } from "./lesson-store.ts";
import styles from "./lessons.module.css";
import { ProseBlock, ProseBlocks, Words } from "./prose.tsx";
import { StepMark } from "./step-mark.tsx";
import type { StepState } from "./use-check.ts";

interface StepViewProps {
  readonly text: Lesson["texts"]["en"];
  readonly number: number;
  readonly state: StepState;
  /** Where it says how the cluster stands to it. */
  readonly verdict: RefObject<HTMLElement | null>;
}

/** One step: what to do, how the cluster stands to it, and help. */
export function StepView({ text, number, state, verdict }: StepViewProps) {
  const texts = useTexts(lessonTexts);
  const step = text.steps[number]!;
  const done = useLessons((lessons) => lessons.done.includes(number));
  const hints = done ? [] : state.hints.map((i) => step.hints[i]!);
  return (
    <>
      {number === 0 && <div className={styles.intro}><ProseBlocks text={text.intro} /></div>}
      <h3 className={styles.stepTitle} id="lesson-step"><span className={styles.number}>{number + 1}</span><Words text={step.title} /></h3>
      {step.blocks.map((block, i) => <BlockView key={i} block={block} />)}
      {step.check.length > 0 && (
        <section className={styles.verdict} data-done={done} aria-labelledby="lesson-verdict" ref={verdict}>
          <div role="status">
            <p className={styles.stands} id="lesson-verdict"><StepMark mark={done ? "done" : "now"} />{done ? texts.done : state.held ? texts.notYet : texts.asking}</p>
            {hints.map((hint, i) => (
              <div key={i} className={styles.hint}><strong>{texts.hint}</strong><ProseBlocks text={hint.text} /></div>
            ))}
          </div>
          <details className={styles.fold}>
            <summary>{texts.checked}</summary>
            <ul className={styles.claims}>{step.check.map((claim, i) => <ClaimView key={i} claim={claim} held={state.held?.[i]} />)}</ul>
          </details>
          {step.solution && (
            <details className={styles.fold}>
              <summary>{texts.solution}</summary>
              {step.solution.map((move: Move, i) => <Action key={i} move={move} />)}
            </details>
          )}
        </section>
      )}
    </>
  );
}

function BlockView({ block }: { readonly block: Block }) {
  const texts = useTexts(lessonTexts);
  if (block.type === "commands" || block.type === "file") return <Action move={block} />;
  if (block.type !== "answer") return <ProseBlock prose={block} />;
  return (
    <details className={styles.answer}>
      <summary>{texts.answer}</summary>
      <ProseBlocks text={block.text} />
    </details>
  );
}

/** What is expected of an object, in Kubernetes' words, and whether it holds now. */
function ClaimView({ claim: { namespace, kind, name, holds }, held }: { readonly claim: Claim; readonly held: boolean | undefined }) {
  const texts = useTexts(lessonTexts);
  const said = holds.type === "absent" ? texts.absent : holds.type === "present" ? texts.present : undefined;
  return (
    <li>
      <StepMark mark={held ? "done" : "toCome"} />
      <div>
        <code lang="en">{namespace === "default" ? "" : `${namespace}/`}{kind}/{name}</code> {said}
        {(holds.type === "equals" || holds.type === "matches") && <code className={styles.expected} lang="en">{holds.jsonpath} {holds.type === "equals" ? `= ${JSON.stringify(holds.text)}` : `~ /${holds.pattern}/`}</code>}
        <span className={styles.run}>{held ? texts.held : texts.notHeld}</span>
      </div>
    </li>
  );
}
