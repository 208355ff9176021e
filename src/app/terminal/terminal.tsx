import { useRef, useState } from "react";
import { useEntity, useKeys } from "../state/model-store.ts";
import { SHELL } from "../state/world.ts";
import { useTexts } from "../strings/language.ts";
import { terminalTexts } from "../strings/terminal.ts";
import "./output-log.ts";
import { ScreenView } from "./screen-view.tsx";
import styles from "./terminal.module.css";

const KEY = "session/";

/** The workstation's shells: the first one, those that a scenario opened, and those that the person opens. */
export function Terminal() {
  const texts = useTexts(terminalTexts);
  const known = useKeys("session").map((key) => key.slice(KEY.length));
  const [own, setOwn] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState(SHELL);
  const tab = useRef<HTMLButtonElement>(null);
  const names = [...new Set([SHELL, ...known, ...own])];
  const open = names.includes(chosen) ? chosen : SHELL;
  const add = (): void => {
    const name = newName(names);
    setOwn([...own, name]);
    setChosen(name);
  };
  return (
    <div className={styles.terminal}>
      <div className={styles.tabs}>
        <div className={styles.names} role="group" aria-label={texts.sessions}>
          {names.map((name) => (
            <button key={name} type="button" ref={name === open ? tab : undefined} aria-pressed={name === open} onClick={() => setChosen(name)}>
              {name === SHELL ? texts.title : name}
            </button>
          ))}
          <button type="button" aria-label={texts.another} title={texts.another} onClick={add}>+</button>
        </div>
        <Running session={open} />
      </div>
      <ScreenView key={open} session={open} onLeave={() => tab.current?.focus()} />
    </div>
  );
}

/** What the session is busy with. */
function Running({ session }: { readonly session: string }) {
  const texts = useTexts(terminalTexts);
  const view = useEntity("session", `${KEY}${session}`);
  if (!view || view.running === "") return null;
  return (
    <p className={styles.running}>
      {view.waiting.length > 0 ? texts.waiting(view.waiting.length) : texts.running} <code lang="en">{view.running.split("\n")[0]}</code>
    </p>
  );
}

function newName(taken: readonly string[]): string {
  let count = 2;
  while (taken.includes(`tty${count}`)) count += 1;
  return `tty${count}`;
}
