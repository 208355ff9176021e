import { lazy, Suspense, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { modelStore } from "../state/model-store.ts";
import { useSettings } from "../state/settings.ts";
import { ask, interrupt, typeKeys, typeLine } from "../state/world.ts";
import { useTexts } from "../strings/language.ts";
import { terminalTexts } from "../strings/terminal.ts";
import { followOutput } from "./output-log.ts";
import { fontsReady } from "./screen-theme.ts";
import type { Screen } from "./screen.ts";
import styles from "./terminal.module.css";

interface ScreenViewProps {
  readonly session: string;
  readonly onLeave: () => void;
}

/** Comes with the terminal's code. */
const Advice = lazy(() => import("./advice.tsx"));

/** The screen of one session. The terminal's code comes when it is first shown. */
export function ScreenView({ session, onLeave }: ScreenViewProps) {
  const texts = useTexts(terminalTexts);
  const host = useRef<HTMLDivElement>(null);
  const shown = useRef<Screen>(undefined);
  const handOver = useCallback((field: HTMLTextAreaElement) => takeOver(shown.current, field), []);
  const [line, setLine] = useState("");
  const [state, setState] = useState<"coming" | "there" | "failed">("coming");
  const leave = useRef(onLeave);
  useEffect(() => {
    leave.current = onLeave;
  });
  useEffect(() => {
    const element = host.current;
    if (!element) return undefined;
    const ending: (() => void)[] = [];
    let gone = false;
    void Promise.all([import("./screen.ts"), import("./advice.tsx"), fontsReady()]).then(([{ openScreen }, { advisedLine }]) => {
      if (gone) return;
      const screen = openScreen(element, { ...sessionOf(session), label: texts.screen, typed: setLine, advised: advisedLine, leave: () => leave.current() });
      shown.current = screen;
      ending.push(...keepScreen(screen, element, session));
      setState("there");
    }, () => !gone && setState("failed"));
    return () => {
      gone = true;
      for (const end of ending) end();
    };
  }, [session, texts]);
  if (state === "failed") throw new Error("the terminal's code did not come");
  return (
    <>
      <div ref={host} className={styles.screen} lang="en" data-testid="terminal-screen">
        {state === "coming" && <Ahead label={texts.screen} onLeave={onLeave} onGone={handOver} />}
      </div>
      {line !== "" && <Suspense><Advice line={line} onFix={(fixed) => shown.current?.replaceLine(fixed)} /></Suspense>}
    </>
  );
}

interface AheadProps {
  readonly label: string;
  readonly onLeave: () => void;
  /** Before it leaves the page, with the focus if it has it. */
  readonly onGone: (field: HTMLTextAreaElement) => void;
}

/** Where one types until the terminal's code is there: nothing of it is lost, and none of it goes to the page's keys. */
function Ahead({ label, onLeave, onGone }: AheadProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = field.current;
    return () => {
      if (element) onGone(element);
    };
  }, [onGone]);
  return (
    <div className={styles.ahead}>
      <span aria-hidden="true">$</span>
      <textarea ref={field} aria-label={label} autoCapitalize="off" autoComplete="off" spellCheck={false} onKeyDown={(event) => event.key === "Escape" && onLeave()} />
    </div>
  );
}

/** What was typed before there was a terminal is typed into it. */
function takeOver(screen: Screen | undefined, field: HTMLTextAreaElement): void {
  if (!screen) return;
  if (field.value !== "") screen.typeAhead(field.value);
  if (document.activeElement === field) screen.focus();
}

function sessionOf(name: string) {
  const view = () => modelStore.get("session", `session/${name}`);
  return {
    name,
    enter: (line: string) => typeLine(line, name),
    keys: (keys: string) => typeKeys(keys, name),
    interrupt: () => interrupt(name),
    complete: (line: string, cursor: number) => ask({ type: "complete", session: name, line, cursor }),
    wantsKeys: () => view()?.wantsKeys ?? false,
    isBusy: () => (view()?.running ?? "") !== "",
  };
}

/** Keeps a screen true to its session, the theme and its room; returns how to end all that. */
function keepScreen(screen: Screen, element: HTMLElement, session: string): (() => void)[] {
  screen.fit();
  const room = new ResizeObserver(() => screen.fit());
  room.observe(element);
  screen.settle();
  return [
    followOutput(session, screen.print, screen.clear),
    modelStore.onEntity(`session/${session}`, screen.settle),
    useSettings.subscribe((now, before) => now.theme !== before.theme && requestAnimationFrame(screen.recolour)),
    () => room.disconnect(),
    screen.dispose,
  ];
}
