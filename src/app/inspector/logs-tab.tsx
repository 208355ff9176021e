import { useEffect, useMemo, useRef, useState } from "react";
import type { PodView } from "../../graph/model.ts";
import { select, useSelection } from "../state/selection.ts";
import { inspectorTexts } from "../strings/inspector.ts";
import { useTexts } from "../strings/language.ts";
import { whenTime } from "./changes.ts";
import styles from "./inspector.module.css";
import { useAnswer } from "./use-answer.ts";

/** Pixels from the end within which the text counts as read to its end. */
const NEAR_END = 24;

/** What a container has said, as text and nothing else; its end is followed until somebody scrolls up. */
export function LogsTab({ pod }: { readonly pod: PodView }) {
  const texts = useTexts(inspectorTexts);
  const chosen = useSelection((state) => state.container);
  const container = pod.containers.find(({ name }) => name === chosen) ?? pod.containers.find(({ role }) => role === "regular") ?? pod.containers[0];
  const [previous, setPrevious] = useState(false);
  const name = container?.name ?? "";
  const earlier = (container?.restarts ?? 0) > 0 && previous;
  const query = useMemo(() => (name === "" ? undefined : ({ type: "logs", podUid: pod.uid, container: name, previous: earlier } as const)), [pod.uid, name, earlier]);
  const { answer, failed } = useAnswer<"logs">(query, whenTime);
  return (
    <div className={styles.logs}>
      <div className={styles.tools}>
        <label>
          <span className={styles.aloud}>{texts.logs.container}</span>
          <select value={name} lang="en" onChange={({ target }) => select(pod.key, target.value)}>
            {pod.containers.map((each) => <option key={each.name}>{each.name}</option>)}
          </select>
        </label>
        <label><input type="checkbox" checked={earlier} disabled={(container?.restarts ?? 0) === 0} onChange={({ target }) => setPrevious(target.checked)} />{texts.logs.previous}</label>
      </div>
      {answer?.text ? <LogText key={`${name} ${earlier}`} text={answer.text} label={texts.logs.name(name)} /> : <p className={styles.quiet} lang={answer?.message ? "en" : undefined}>{answer?.message ?? (failed ? texts.noAnswer : answer ? texts.logs.none : texts.asking)}</p>}
    </div>
  );
}

function LogText({ text, label }: { readonly text: string; readonly label: string }) {
  const box = useRef<HTMLPreElement>(null);
  const follows = useRef(true);
  useEffect(() => {
    if (box.current && follows.current) box.current.scrollTop = box.current.scrollHeight;
  }, [text]);
  const scrolled = (): void => {
    const { scrollTop, scrollHeight, clientHeight } = box.current!;
    follows.current = scrollHeight - scrollTop - clientHeight < NEAR_END;
  };
  return <pre ref={box} className={styles.logText} lang="en" tabIndex={0} role="log" aria-live="off" aria-label={label} onScroll={scrolled}>{printable(text)}</pre>;
}

/** Escapes and other control characters are shown, never obeyed. */
const printable = (text: string): string => text.replaceAll("\r\n", "\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, (character) => (character === "\r" ? "␍" : character.charCodeAt(0) < 32 ? String.fromCharCode(0x2400 + character.charCodeAt(0)) : "␡"));
