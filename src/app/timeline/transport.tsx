import { lazy, Suspense, useCallback, useEffect, useRef, useState, type ReactElement, type ReactNode } from "react";
import { useShallow } from "zustand/react/shallow";
import { clockParts, clockText, speedText } from "../clock.ts";
import { useBranches } from "../state/branches.ts";
import { isPast, stoppedBy, useMoment } from "../state/moment.ts";
import { useTexts } from "../strings/language.ts";
import { transportTexts } from "../strings/transport.ts";
import { modeOf } from "./mode.ts";
import { useShortcuts } from "./shortcuts.ts";
import { SpeedFace } from "./speed-face.tsx";
import { SpeedScale } from "./speed-scale.tsx";
import { lookLive, runToComing, runToEvent, stepBack, stepForward, togglePlay } from "./transport-actions.ts";
import styles from "./transport.module.css";
import { useLoop } from "./use-loop.ts";
import { comingText, modeText, podName } from "./words.ts";

// They are seldom there: they come when they are needed.
const Help = lazy(() => import("./help.tsx").then(({ Help: dialog }) => ({ default: dialog })));
const StoppedNotice = lazy(() => import("./stopped-notice.tsx").then(({ StoppedNotice: notice }) => ({ default: notice })));
const BranchNotice = lazy(() => import("./branch-notice.tsx"));
const SpeedPopover = lazy(() => import("./speed-popover.tsx"));

/** Time, and what one does with it. */
export function Transport() {
  const { transport } = useTexts(transportTexts);
  const [helping, setHelping] = useState(false);
  const openHelp = useCallback(() => setHelping(true), []);
  useShortcuts(openHelp);
  useLoop();
  return (
    <section className={styles.transport} aria-label={transport.name} data-testid="transport">
      <div className={styles.keys}>
        <Key name={transport.back} keys="," press={stepBack}><path d="M12.500 3v10L5.500 8z" fill="currentColor" stroke="none" /><path d="M4 3v10" /></Key>
        <PlayKey />
        <Key name={transport.forward} keys="." press={stepForward}><path d="M3.500 3v10L10.500 8z" fill="currentColor" stroke="none" /><path d="M12 3v10" /></Key>
        <Key name={transport.nextEvent} keys="e" press={runToEvent} className={styles.roomy}><path d="M2.500 4.500v7L7 8z" fill="currentColor" stroke="none" /><path d="M9.500 14V3h5L13 5.500 14.500 8H10" /></Key>
      </div>
      <Noticed>
        <div className={styles.telling}>
          <Clock />
          <div className={styles.lines}>
            <Mode />
            <ComingLine />
          </div>
        </div>
      </Noticed>
      <LiveKey />
      <div className={styles.scale}><SpeedScale /></div>
      <SpeedKey />
      <LeftNotice />
      {helping && <Suspense fallback={null}><Help onClose={() => setHelping(false)} /></Suspense>}
    </section>
  );
}

/** After a change of the past, where the other future is. */
function LeftNotice() {
  const left = useBranches((state) => state.left !== undefined);
  return left ? <Suspense fallback={null}><BranchNotice /></Suspense> : null;
}

/** What stands there, with the notice that the world has stopped, once it has. */
function Noticed({ children }: { readonly children: ReactElement }) {
  const stopped = useMoment((moment) => stoppedBy(moment) !== undefined);
  return stopped ? <Suspense fallback={children}><StoppedNotice>{children}</StoppedNotice></Suspense> : children;
}

interface KeyProps {
  readonly name: string;
  /** As aria-keyshortcuts has it. */
  readonly keys: string;
  readonly press: () => void;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

function Key({ name, keys, press, className, children }: KeyProps) {
  return (
    <button type="button" className={className === undefined ? styles.key : `${styles.key} ${className}`} aria-label={name} aria-keyshortcuts={keys} title={`${name} (${keys === " " ? "Space" : keys})`} onClick={press}>
      <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round" aria-hidden="true">{children}</svg>
    </button>
  );
}

function PlayKey() {
  const { transport } = useTexts(transportTexts);
  const runs = useMoment(({ speed, goal }) => speed > 0 || goal !== undefined);
  const name = runs ? transport.pause : transport.play;
  return (
    <Key name={name} keys="Space" press={togglePlay} className={styles.play}>
      {runs ? <path d="M4.200 3h2.600v10H4.200zM9.200 3h2.600v10H9.200z" fill="currentColor" stroke="none" /> : <path d="M5.200 2.800v10.400L13.200 8z" fill="currentColor" stroke="none" />}
    </Key>
  );
}

/** Written straight into the page: it changes with every frame. */
function Clock() {
  const { transport } = useTexts(transportTexts);
  const main = useRef<HTMLSpanElement>(null);
  const fraction = useRef<HTMLElement>(null);
  const box = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const show = ({ viewMs }: { readonly viewMs: number }): void => {
      const parts = clockParts(viewMs);
      if (main.current) main.current.textContent = parts.main;
      if (fraction.current) fraction.current.textContent = parts.fraction;
      if (!box.current) return;
      box.current.dataset["long"] = String(parts.main.length > 5);
      box.current.dataset["days"] = String(parts.main.includes("d"));
    };
    show(useMoment.getState());
    return useMoment.subscribe(show);
  }, []);
  return (
    <span className={styles.clock} ref={box} role="timer" title={transport.clock("").trim()} data-testid="clock">
      <span ref={main} />
      <small ref={fraction} />
    </span>
  );
}

function Mode() {
  const texts = useTexts(transportTexts);
  const mode = useMoment(useShallow(modeOf));
  const stopped = mode.word === "stopped" || mode.word === "silent";
  const words = modeText(mode, texts, speedText);
  return <span className={styles.mode} data-word={mode.word} data-stopped={stopped} title={words} role={mode.word === "behind" ? undefined : "status"}>{words}</span>;
}

const NOTHING = { atMs: -1, what: "input", pod: "", container: "", detail: "" } as const;

/** What happens next, when, and the key that goes there. */
function ComingLine() {
  const texts = useTexts(transportTexts);
  const coming = useMoment(useShallow((moment) => moment.coming ?? NOTHING));
  const ahead = useMoment(({ viewMs, coming: next }) => next !== undefined && next.atMs > viewMs);
  if (coming === NOTHING || !ahead) return null;
  const says = comingText(coming, texts);
  const at = clockText(coming.atMs, 2);
  const name = podName(coming.pod);
  const full = [`${texts.transport.next} ${at} ${says}`, name === "" || name === coming.container ? "" : name].filter((part) => part !== "").join(", ");
  return (
    <button type="button" className={styles.coming} onClick={runToComing} aria-keyshortcuts="n" aria-label={`${full}. ${texts.transport.goTo(at)}`} title={`${full}\n${texts.transport.goTo(at)} (n)`}>
      <span>{texts.transport.next}</span>
      <time>{at}</time>
      <span className={styles.comingText} lang="en">{says}</span>
      <svg width="11" height="10" viewBox="0 0 11 10" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden="true"><path d="M0.500 5h7M5 1.800L8 5 5 8.200M10 1v8" /></svg>
    </button>
  );
}

/** Only while the past is looked at: the way back to the present. */
function LiveKey() {
  const { transport } = useTexts(transportTexts);
  const past = useMoment(isPast);
  const liveMs = useMoment((moment) => (isPast(moment) ? moment.liveMs : 0));
  if (!past) return null;
  return <button type="button" className={styles.live} aria-keyshortcuts="l" title={`${transport.liveTitle(clockText(liveMs))} (l)`} onClick={lookLive}>{transport.live}</button>;
}

/** Where there is no room for the scale it lies behind a key that shows the speed. */
function SpeedKey() {
  const [pressed, setPressed] = useState(false);
  const face = <SpeedFace onClick={() => setPressed(true)} />;
  return pressed ? <Suspense fallback={face}><SpeedPopover /></Suspense> : face;
}
