import { useDeferredValue, useMemo, useState } from "react";
import { useFiles } from "../state/files.ts";
import { applyCommand, applyFile } from "../state/world.ts";
import { editorTexts } from "../strings/editor.ts";
import { useTexts } from "../strings/language.ts";
import { announceProblem } from "./announcements.ts";
import styles from "./foot.module.css";
import { useJudgements } from "./judgements.ts";
import { lineDiff } from "./line-diff.ts";
import { goToProblem } from "./problems.ts";

/** Applies the open file; says what that would type, what is not applied yet, and how much is wrong. */
export function Foot() {
  const texts = useTexts(editorTexts);
  const open = useFiles((state) => state.open);
  const [reading, setReading] = useState(false);
  const command = applyCommand(open);
  return (
    <div className={styles.foot}>
      <button
        type="button"
        className={styles.apply}
        aria-describedby="editor-apply-command"
        aria-keyshortcuts="Control+Enter Meta+Enter"
        onClick={() => applyFile(open)}
        onPointerEnter={({ pointerType }) => setReading(pointerType === "mouse")}
        onPointerLeave={() => setReading(false)}
        onFocus={({ target }) => setReading(target.matches(":focus-visible"))}
        onBlur={() => setReading(false)}
      >
        {texts.apply}
      </button>
      <span id="editor-apply-command" hidden>{texts.applies(command)}</span>
      {reading ? (
        <code className={styles.command} lang="en" title={command}>{command}</code>
      ) : (
        <>
          <NotApplied />
          <Problems />
        </>
      )}
    </div>
  );
}

function NotApplied() {
  const texts = useTexts(editorTexts);
  const file = useFiles((state) => state.files.find(({ name }) => name === state.open));
  const [text, saved] = [useDeferredValue(file?.text ?? ""), file?.saved];
  const count = useMemo(() => (saved === undefined ? 0 : lineDiff(saved, text).count), [text, saved]);
  const told = saved === undefined ? (text.trim() === "" ? "" : texts.notSavedYet) : count > 0 ? texts.linesNotApplied(count) : "";
  return <span className={styles.notApplied} title={told}>{told}</span>;
}

function Problems() {
  const texts = useTexts(editorTexts);
  const errors = useJudgements((state) => state.judgements.filter(({ severity }) => severity === "error").length);
  const warnings = useJudgements((state) => state.judgements.filter(({ severity }) => severity === "warning").length);
  if (errors + warnings === 0) return null;
  return (
    <button type="button" className={errors > 0 ? styles.errors : styles.warnings} title={`${texts.nextError} (F8)`} onClick={() => void announceProblem(goToProblem(1))}>
      {errors > 0 ? texts.errors(errors) : texts.warnings(warnings)}
    </button>
  );
}
