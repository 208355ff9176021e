import { useRef, useState, type FormEvent, type KeyboardEvent } from "react";
import type { CommandReport, Snapshot } from "../worker/protocol.ts";
import { lineAt, look, newHistory, remember } from "./history.ts";
import styles from "./page.module.css";
import { Scrolled } from "./scrolled.tsx";
import { stoppedBy, usePage } from "./state.ts";
import type { Strings } from "./strings/en.ts";
import { Refusal } from "./trouble.tsx";
import { interrupt, typeLine } from "./world.ts";

/** The command that began last, what it prints, and a line to type the next one on. */
export function CommandLine({ text }: { text: Strings }) {
  const last = usePage((page) => page.snapshot?.lastCommand);
  const inMain = usePage((page) => page.snapshot?.inMain);
  const stale = usePage(stoppedBy) !== undefined;
  return (
    <div className={styles.listing} data-part="command" data-testid="command">
      <div className={styles.heading}>
        <h2 id="command-title">{text.command.title}</h2>
        {last && !(stale && last.exitCode === undefined) && <span role="status" className={styles.hint}>{outcome(last, text)}</span>}
      </div>
      <Scrolled labelledBy="command-title" sticks wraps stale={stale}>
        {last ? [last, ...(inMain ? [inMain] : [])].map(printed).join("") : text.command.none}
      </Scrolled>
      <Line text={text} />
    </div>
  );
}

const printed = ({ run, output }: CommandReport): string => `$ ${run}\n${output}`;

const outcome = ({ exitCode }: CommandReport, text: Strings): string =>
  exitCode === undefined ? text.command.running : text.command.exitCode(exitCode);

/** What the shell that is typed into still runs. */
function runningInMain(snapshot: Snapshot | undefined): CommandReport | undefined {
  const last = snapshot?.lastCommand;
  return last?.session === "main" && last.exitCode === undefined ? last : snapshot?.inMain;
}

const LINE_CHARACTERS = 100_000;

function Line({ text }: { text: Strings }) {
  const [typed, setTyped] = useState("");
  const [history, setHistory] = useState(newHistory);
  const input = useRef<HTMLInputElement>(null);
  const running = usePage((page) => (stoppedBy(page) ? undefined : runningInMain(page.snapshot)?.run));

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (typed.trim() === "" || !typeLine(typed)) return;
    setHistory(remember(history, typed));
    setTyped("");
  };
  const recall = (step: -1 | 1): void => {
    const next = look(history, step, typed);
    setHistory(next);
    setTyped(lineAt(next));
  };
  const keyed = (event: KeyboardEvent<HTMLInputElement>): void => {
    const { selectionStart, selectionEnd } = event.currentTarget;
    if (event.key === "ArrowUp") recall(-1);
    else if (event.key === "ArrowDown") recall(1);
    // With text chosen, Ctrl-C copies.
    else if (event.key === "c" && event.ctrlKey && !event.shiftKey && selectionStart === selectionEnd) cancel();
    else return;
    event.preventDefault();
  };
  const cancel = (): void => {
    if (running !== undefined) interrupt();
    setTyped("");
    input.current?.focus();
  };
  return (
    <>
      <form className={styles.line} onSubmit={submit}>
        <label htmlFor="line" lang="en" aria-label={text.command.line}>$</label>
        <input
          ref={input}
          id="line"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={keyed}
          aria-label={text.command.line}
          aria-describedby="line-hint"
          placeholder={running === undefined ? "kubectl get pods -w" : ""}
          maxLength={LINE_CHARACTERS}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          enterKeyHint="send"
          lang="en"
        />
        <button type="button" disabled={running === undefined} onClick={cancel}>{text.command.interrupt}</button>
      </form>
      <p id="line-hint" className={styles.hint}>{running === undefined ? text.command.hint : text.command.busy(running)}</p>
      <Refusal what="line" text={text} doAfresh={() => typeLine(typed)} />
    </>
  );
}
