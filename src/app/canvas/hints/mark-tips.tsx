import { useEffect, useReducer, useState, type RefObject } from "react";
import type { Point } from "../../../graph/layout/geometry.ts";
import type { Message } from "../../../graph/model.ts";
import { modelStore } from "../../state/model-store.ts";
import { messagesNow, useMoment } from "../../state/moment.ts";
import { journeyTexts } from "../../strings/journeys.ts";
import { useTexts } from "../../strings/language.ts";
import { plateHintTexts } from "../../strings/plate-hints.ts";
import { onView, viewNow } from "../camera.ts";
import { isFailure } from "../journeys/travelling.ts";
import { marksNow } from "../offered-marks.ts";
import styles from "./hints.module.css";
import { inOneLine, markWords, type MarkWords } from "./mark-words.ts";
import { Tip } from "./tip.tsx";

interface MarkTipsProps {
  readonly ground: RefObject<HTMLDivElement | null>;
}

/** Marks on their way say what they are: to whoever points at one, and, while time stands still, to a screen reader. */
export function MarkTips({ ground }: MarkTipsProps) {
  const pointed = usePointed(ground);
  const say = useWords();
  return (
    <>
      {pointed && (
        <Tip about={{ ...pointed.at, width: 0, height: 0 }} room={pointed.room}>
          {pointed.messages.slice(0, MOST).map((message) => <Words key={message.id} words={say(message)} isBad={message.leg !== undefined && isFailure(message.leg.verdict)} />)}
          {pointed.messages.length > MOST && <More count={pointed.messages.length - MOST} />}
        </Tip>
      )}
      <Waiting say={say} />
    </>
  );
}

function useWords(): (message: Message) => MarkWords {
  const texts = useTexts(plateHintTexts);
  const { verdicts } = useTexts(journeyTexts);
  return (message) => markWords(message, texts, verdicts, nameOf);
}

function nameOf(key: string): string | undefined {
  const entity = modelStore.model.get(key);
  return entity && "name" in entity ? entity.name : undefined;
}

function Words({ words: { what, way, end }, isBad }: { readonly words: MarkWords; readonly isBad: boolean }) {
  return (
    <>
      <p className={styles.what} lang="en">{what}</p>
      <p>{way}</p>
      {end !== "" && <p className={isBad ? styles.bad : undefined}>{end}</p>}
    </>
  );
}

const More = ({ count }: { readonly count: number }) => <p>{useTexts(plateHintTexts).more(count)}</p>;

/** So many of those that lie on each other are named, and so many to a screen reader. */
const MOST = 3;
const MOST_SAID = 12;

/** What runs to a goal has no pace, but does not stand. */
const stands = ({ speed, goal }: ReturnType<typeof useMoment.getState>): boolean => speed === 0 && goal === undefined;

/** While time stands, they stand: as a list, each where its mark is, so that a finger that feels for it finds it there. */
function Waiting({ say }: { readonly say: (message: Message) => MarkWords }) {
  const texts = useTexts(plateHintTexts);
  const isStill = useMoment(stands);
  useMoment((moment) => (stands(moment) ? moment.viewMs : -1));
  const [, drawAnew] = useReducer((times: number) => times + 1, 0);
  useEffect(() => (isStill ? onView(drawAnew) : undefined), [isStill]);
  const marks = isStill ? marksNow() : [];
  if (marks.length === 0) return null;
  const { x, y, zoom } = viewNow();
  const said = marks.slice(0, MOST_SAID).flatMap((mark) => named([mark.id]).map((message) => ({ message, left: mark.x * zoom + x, top: mark.y * zoom + y })));
  return (
    <ul className={styles.marks} aria-label={texts.onTheWay}>
      {said.map(({ message, left, top }) => <li key={message.id} style={{ left, top }}><span>{inOneLine(say(message))}</span></li>)}
      {marks.length > MOST_SAID && <li><span>{texts.more(marks.length - MOST_SAID)}</span></li>}
    </ul>
  );
}

interface Pointed {
  readonly at: Point;
  readonly room: { readonly width: number; readonly height: number };
  readonly messages: readonly Message[];
}

/** An arrow is as long, and its label stands above or below it. */
const REACH = { x: 26, y: 22 };

/** What the pointer is at, while it is there and while that is under way. */
function usePointed(ground: RefObject<HTMLDivElement | null>): Pointed | undefined {
  const [pointed, setPointed] = useState<Pointed>();
  useEffect(() => {
    const area = ground.current?.parentElement;
    if (!area) return undefined;
    let pointer: Point | undefined;
    let asked = 0;
    const look = (): void => {
      asked = 0;
      const found = pointer && pointedAt(pointer, area);
      setPointed((before) => (found && before && found.messages.length === before.messages.length && found.messages.every(({ id }, i) => id === before.messages[i]?.id) ? before : found));
    };
    const ask = (): void => {
      if (asked === 0) asked = requestAnimationFrame(look);
    };
    const onMove = ({ clientX, clientY, buttons, pointerType }: PointerEvent): void => {
      const { left, top } = area.getBoundingClientRect();
      pointer = buttons === 0 || pointerType === "touch" ? { x: clientX - left, y: clientY - top } : undefined;
      ask();
    };
    const onLeave = ({ pointerType }: PointerEvent): void => {
      if (pointerType === "touch") return;
      pointer = undefined;
      ask();
    };
    const whilePointing = (): void => {
      if (pointer) ask();
    };
    area.addEventListener("pointermove", onMove);
    area.addEventListener("pointerdown", onMove);
    area.addEventListener("pointerleave", onLeave);
    const ends = [useMoment.subscribe(whilePointing), onView(whilePointing)];
    return () => {
      cancelAnimationFrame(asked);
      area.removeEventListener("pointermove", onMove);
      area.removeEventListener("pointerdown", onMove);
      area.removeEventListener("pointerleave", onLeave);
      ends.forEach((end) => end());
    };
  }, [ground]);
  return pointed;
}

function pointedAt(pointer: Point, area: HTMLElement): Pointed | undefined {
  const { x, y, zoom } = viewNow();
  const near = marksNow().flatMap((mark) => {
    const [dx, dy] = [Math.abs(mark.x * zoom + x - pointer.x), Math.abs(mark.y * zoom + y - pointer.y)];
    return dx <= REACH.x && dy <= REACH.y ? [{ id: mark.id, away: dx + dy }] : [];
  });
  const messages = named(near.toSorted((a, b) => a.away - b.away).map(({ id }) => id));
  return messages.length === 0 ? undefined : { at: { x: pointer.x + 12, y: pointer.y + 8 }, room: { width: area.clientWidth, height: area.clientHeight }, messages };
}

const named = (ids: readonly number[]): readonly Message[] => {
  const messages = new Map(messagesNow().map((message) => [message.id, message]));
  return ids.flatMap((id) => messages.get(id) ?? []);
};
