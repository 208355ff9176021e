import type { Move } from "../../scenario/lessons/lesson.ts";
import { applyCommand, applyFile } from "../state/world.ts";
import { useFiles } from "../state/files.ts";
import { useTexts } from "../strings/language.ts";
import { lessonTexts, type LessonTexts } from "../strings/lessons.ts";
import { commandsOf } from "../terminal/pasted-commands.ts";
import { putFile } from "./lesson-files.ts";
import styles from "./lessons.module.css";
import { runLine, useRuns, type Run } from "./runs.ts";

/** Something to do by a click: command lines, or a file. */
export const Action = ({ move }: { readonly move: Move }) => (move.type === "file" ? <FileAction name={move.name} text={move.text} /> : <Commands text={move.text} />);

function Commands({ text }: { readonly text: string }) {
  return (
    <ul className={styles.commands}>
      {commandsOf(text).map((line, i) => <li key={i}><Command line={line} /></li>)}
    </ul>
  );
}

/** One command; pressed, it is typed into the terminal, as a person would. */
function Command({ line }: { readonly line: string }) {
  const texts = useTexts(lessonTexts);
  return (
    <button type="button" className={styles.command} onClick={() => runLine(line)} title={texts.run}>
      <svg className={styles.arrow} width="9" height="10" viewBox="0 0 9 10" role="img" aria-label={texts.run}><path d="M1 1l7 4-7 4z" fill="currentColor" /></svg>
      <code lang="en">{line}</code>
      <RunMark line={line} />
    </button>
  );
}

/** What became of a line the last time, by shape and word. */
function RunMark({ line }: { readonly line: string }) {
  const texts = useTexts(lessonTexts);
  const run = useRuns((state) => state.runs.get(line));
  if (run === undefined) return null;
  const what = run === 0 ? "well" : typeof run === "number" ? "badly" : run;
  return <span className={styles.run} data-run={what}>{wordOf(run, texts)}</span>;
}

const wordOf = (run: Run, texts: LessonTexts): string => (run === 0 ? texts.ranWell : typeof run === "number" ? texts.ranBadly(run) : texts[run]);

/** A file of the lesson: into the editor with it, and applied from here. */
function FileAction({ name, text }: { readonly name: string; readonly text: string }) {
  const texts = useTexts(lessonTexts);
  const there = useFiles((state) => state.files.find((file) => file.name === name)?.text);
  const command = applyCommand(name);
  return (
    <figure className={styles.file}>
      <figcaption lang="en">{name}</figcaption>
      <pre lang="en" tabIndex={0} role="region" aria-label={name}>{text}</pre>
      <div className={styles.keys}>
        <button type="button" className={styles.key} disabled={there === text} onClick={() => putFile(name, text)}>{texts.put}</button>
        <button type="button" className={styles.key} disabled={there === undefined} title={command} onClick={() => applyFile(name)}>{texts.apply}</button>
        {there !== undefined && <span className={styles.run} data-run={there === text ? "well" : "changed"}>{there === text ? texts.putThere : texts.changed}</span>}
        <RunMark line={command} />
      </div>
    </figure>
  );
}
