import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { PathMessage, PodPath } from "../../worker/protocol.ts";
import { whenEntity } from "../inspector/changes.ts";
import { useAnswer } from "../inspector/use-answer.ts";
import { useOwnKeys } from "../shell/use-own-keys.ts";
import { useWindowKind } from "../shell/window-kind.ts";
import type { RememberedPod } from "../state/instrument.ts";
import { useMoment } from "../state/moment.ts";
import { look } from "../state/world.ts";
import { controlPlaneTexts } from "../strings/control-plane.ts";
import { inspectorTexts } from "../strings/inspector.ts";
import { useTexts } from "../strings/language.ts";
import styles from "./control-plane.module.css";
import { MessageDetail } from "./message-detail.tsx";
import { LaneHeads, LEAST_WIDTH, Row } from "./sequence.tsx";
import { useWidth } from "../oscilloscope/use-width.ts";

/** The way of one pod, as it is told now. */
export function PathView({ pod }: { readonly pod: RememberedPod }) {
  const texts = useTexts(controlPlaneTexts);
  const { asking, noAnswer } = useTexts(inspectorTexts);
  const query = useMemo(() => ({ type: "path", podUid: pod.uid, createdAtMs: pod.createdAtMs }) as const, [pod.uid, pod.createdAtMs]);
  const { answer, failed } = useAnswer<"path">(query, useMemo(() => whenEntity(pod.key), [pod.key]));
  if (!answer) return <p className={styles.quiet}>{failed ? noAnswer : asking}</p>;
  if (!answer.path || answer.path.messages.length === 0) return <p className={styles.quiet}>{texts.notRemembered}</p>;
  return <Steps path={answer.path} />;
}

/** The instants of before 0s can only be looked at from there. */
const shownAt = ({ atMs }: PathMessage): number => Math.max(atMs, 0);

function Steps({ path }: { readonly path: PodPath }) {
  const texts = useTexts(controlPlaneTexts);
  const narrow = useWindowKind() === "narrow";
  const [withEvents, setWithEvents] = useState(false);
  const messages = useMemo(() => path.messages.filter(({ aside }) => withEvents || !aside), [path.messages, withEvents]);
  const numbers = useMemo(() => new Map(messages.map((message, i) => [message.id, { message, number: i + 1 }])), [messages]);
  const begins = useMemo(() => beginnings(messages), [messages]);
  const { current, choose, ahead } = useCurrent(messages);
  const move = useCallback((by: number | "first" | "last") => {
    const at = messages.findIndex(({ id }) => id === current.id);
    const next = by === "first" ? messages[0] : by === "last" ? messages.at(-1) : messages[at + by];
    if (next) choose(next);
  }, [messages, current.id, choose]);
  const part = useOwnKeys<HTMLDivElement>(useCallback((event) => {
    const by = ({ ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, Home: "first", End: "last" } as const)[event.key];
    if (by === undefined || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    move(by);
  }, [move]));
  const [frame, width] = useWidth();
  const drawn = !narrow && width >= LEAST_WIDTH;
  const list = useRef<HTMLOListElement>(null);
  useShown(list, current.id);
  const at = numbers.get(current.id)?.number ?? 1;
  return (
    <div className={styles.path}>
      <div className={styles.tools}>
        <ol className={styles.ten} aria-label={texts.stepsName}>
          {texts.steps.map((words, i) => {
            const first = messages.find(({ steps }) => steps.includes(i + 1));
            return <li key={words}><button type="button" title={words} aria-label={`${i + 1}. ${words}`} aria-current={current.steps.includes(i + 1) ? "step" : undefined} disabled={!first} onClick={() => first && choose(first)}>{i + 1}</button></li>;
          })}
        </ol>
        <label className={styles.check}><input type="checkbox" checked={withEvents} onChange={({ target }) => setWithEvents(target.checked)} />{texts.withEvents}</label>
        <div className={styles.walk}>
          <button type="button" aria-label={texts.previous} title={texts.previous} disabled={at <= 1} onClick={() => move(-1)}><Chevron left /></button>
          <span aria-live="polite">{texts.count(at, messages.length)}</span>
          <button type="button" aria-label={texts.next} title={texts.next} disabled={at >= messages.length} onClick={() => move(1)}><Chevron /></button>
        </div>
      </div>
      {path.beheaded && <p className={styles.beheaded}>{texts.beheaded}</p>}
      <div className={styles.columns}>
        <div className={styles.sequence} ref={part}>
          <div className={styles.headRow}><div ref={frame} className={styles.headFrame}>{drawn && <LaneHeads width={width} />}</div></div>
          <ol ref={list} className={styles.rows} aria-label={`${texts.messages}. ${texts.keys}`}>
            {messages.map((message) => (
              <li key={message.id}>
                <Row message={message} number={numbers.get(message.id)!.number} width={drawn ? width : 0} current={message.id === current.id} ahead={ahead(message)} begins={begins.get(message.id)} onChoose={choose} />
                {narrow && message.id === current.id && <MessageDetail message={current} all={numbers} onChoose={choose} />}
              </li>
            ))}
          </ol>
          <p className={styles.end}>{texts.ends[path.end]}</p>
        </div>
        {!narrow && <div className={styles.beside} role="region" aria-label={texts.detail} tabIndex={0}><MessageDetail key={current.id} message={current} all={numbers} onChoose={choose} /></div>}
      </div>
    </div>
  );
}

/** Which message begins which step. */
function beginnings(messages: readonly PathMessage[]): ReadonlyMap<number, number> {
  const begun = new Set<number>();
  const found = new Map<number, number>();
  for (const { id, steps } of messages) {
    const step = steps.find((each) => !begun.has(each));
    for (const each of steps) begun.add(each);
    if (step !== undefined) found.set(id, step);
  }
  return found;
}

/** The message that was chosen, while its moment is shown; else the last one that has happened by then. */
function useCurrent(messages: readonly PathMessage[]) {
  const [chosen, setChosen] = useState<number>();
  const happened = useMoment(({ viewMs }) => messages.findLastIndex((message) => shownAt(message) <= viewMs));
  const chosenMessage = messages.find(({ id }) => id === chosen);
  const chosenMs = chosenMessage && shownAt(chosenMessage);
  useEffect(() => {
    if (chosenMs === undefined) return undefined;
    return useMoment.subscribe(({ viewMs }, before) => {
      if (viewMs !== before.viewMs && viewMs !== chosenMs) setChosen(undefined);
    });
  }, [chosenMs]);
  const choose = useCallback((message: PathMessage) => {
    setChosen(message.id);
    look(shownAt(message));
  }, []);
  const reached = chosenMs === undefined ? happened : messages.findLastIndex((message) => shownAt(message) <= chosenMs);
  const place = new Map(messages.map(({ id }, i) => [id, i]));
  return { current: chosenMessage ?? messages[happened] ?? messages[0]!, choose, ahead: (message: PathMessage) => (place.get(message.id) ?? 0) > reached };
}

/** Keeps the current row in view, and the focus on it where the list has it. */
function useShown(list: React.RefObject<HTMLOListElement | null>, id: number): void {
  useLayoutEffect(() => {
    const row = list.current?.querySelector<HTMLElement>(`[data-id="${id}"]`);
    row?.scrollIntoView({ block: "nearest" });
    if (row && list.current?.contains(document.activeElement) && document.activeElement?.matches("[data-id]")) row.focus({ preventScroll: true });
  }, [list, id]);
}

function Chevron({ left = false }: { readonly left?: boolean }) {
  return <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><path d={left ? "M9 2 4 7l5 5" : "m5 2 5 5-5 5"} fill="none" stroke="currentColor" strokeWidth="1.4" /></svg>;
}
