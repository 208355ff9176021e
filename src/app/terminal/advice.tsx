import { judgeCommand } from "../../manifest/judge-command.ts";
import { applyFix, type Fix, type Judgement } from "../../manifest/judgement.ts";
import { useTexts } from "../strings/language.ts";
import { lintTexts, sentenceOf } from "../strings/lints.ts";
import styles from "./terminal.module.css";

interface AdviceProps {
  /** The line that is being typed. */
  readonly line: string;
  readonly onFix: (line: string) => void;
}

/** What is different today about the line that is typed, and the line that says it now. */
export default function Advice({ line, onFix }: AdviceProps) {
  const texts = useTexts(lintTexts);
  const [judgement] = judgeCommand(line);
  const fix = judgement?.fixes[0];
  return (
    <div className={styles.advice} role="status" data-there={judgement !== undefined}>
      {judgement && <p>{sentenceOf(texts, judgement)}</p>}
      {fix && <FixButton line={line} fix={fix} onFix={onFix} />}
    </div>
  );
}

function FixButton({ line, fix, onFix }: AdviceProps & { readonly fix: Fix }) {
  const fixed = applyFix(line, fix);
  return (
    <button type="button" onClick={() => onFix(fixed)}>
      <code lang="en">{fixed}</code> <kbd>Alt+Enter</kbd>
    </button>
  );
}

/** The line as the first advice would have it; undefined when there is none. */
export function advisedLine(line: string): string | undefined {
  const fix = judgeCommand(line).find((judgement: Judgement) => judgement.fixes.length > 0)?.fixes[0];
  return fix && applyFix(line, fix);
}
