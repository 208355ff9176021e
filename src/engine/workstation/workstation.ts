import type { Payload } from "../simulation/payload.ts";
import type { Component, Kernel } from "../simulation/kernel.ts";
import { logText } from "../processes/log-store.ts";
import type { Processes } from "../processes/processes.ts";
import type { ProcessKey } from "../processes/process-table.ts";
import { shellSpec, WORKING_DIRECTORY, WORKSTATION, WORKSTATION_FILES, workstationFiles } from "./host.ts";
import type { Input, InputAction, InputRecord, Session, TerminalEvent, WorkstationPayload, WorkstationState } from "./state.ts";

/** The person's side of the world: shells, what was typed into them, and what came of it. */
export interface Workstation extends Component<WorkstationPayload> {
  /** Boots the machine with the scenario's files and opens the shell `main`. */
  boot(files: Readonly<Record<string, string>>): void;
  /** Records an input and returns its number; the caller queues its occurrence. */
  record(input: Input): number;
  /** A shell waits for its next line. */
  prompted(process: ProcessKey, status: number, reply: Payload): void;
  /** Every input so far, in input order, with what it has printed until now. */
  transcript(): readonly InputRecord[];
  input(number: number): InputRecord | undefined;
  /** What runs in a session reads keys from its terminal (`kubectl exec -it`, `cat`): they go to it as they are typed. */
  wantsKeys(session: string): boolean;
  /** What was typed into a session has been read and answered, and more is waited for. */
  isSettled(session: string): boolean;
  /** Tells what happens at the terminals from now on. Not part of the world: a restored one has to be asked anew. */
  onTerminal(listener: (event: TerminalEvent) => void): void;
}

export interface WorkstationDeps {
  readonly kernel: Kernel;
  readonly state: WorkstationState;
  readonly processes: Processes;
  readonly namespace: string;
  /** Where a process stands, for a fresh shell in the same directory. */
  directoryOf(process: ProcessKey): string | undefined;
}

const MAIN = "main";
const CTRL_C = "\x03";
const LOG_PREFIX = "session/";
const logKey = (session: string): string => `${LOG_PREFIX}${session}`;

/** Puts the workstation together around its state. */
export function createWorkstation({ kernel, state, processes, namespace, directoryOf }: WorkstationDeps): Workstation {
  const put = (session: Session): void => void state.sessions.set(session.name, kernel.freeze(session));
  const putInput = (record: InputRecord): void => void state.inputs.set(record.number, kernel.freeze(record));

  const listeners: ((event: TerminalEvent) => void)[] = [];
  const tell = (event: TerminalEvent): void => listeners.forEach((listener) => listener(event));
  processes.logs.listen((key, text) => {
    if (key.startsWith(LOG_PREFIX)) tell({ type: "text", session: key.slice(LOG_PREFIX.length), text });
  });

  function boot(files: Readonly<Record<string, string>>): void {
    processes.files.create(WORKSTATION_FILES, workstationFiles);
    processes.files.mkdir(WORKSTATION_FILES, WORKING_DIRECTORY);
    processes.setHostname(WORKSTATION, WORKSTATION);
    for (const [path, text] of Object.entries(files)) processes.files.write(WORKSTATION_FILES, `${WORKING_DIRECTORY}/${path}`, text);
    open(MAIN, WORKING_DIRECTORY, false);
  }

  function open(name: string, directory: string, fresh: boolean): void {
    put({ name, process: "", running: null, queue: [], prompt: null, fresh });
    const started = processes.start({
      ...shellSpec(name, directory, namespace, (stream) => ({ kind: "log", key: logKey(name), stream })),
      onExit: { target: "workstation", type: "ShellExited", session: name } as WorkstationPayload,
    });
    if (!started.ok) throw new Error(`the workstation's shell does not start: ${started.errno}`);
    put({ ...state.sessions.get(name)!, process: started.key });
  }

  /** The session that an input goes to; opened when it is new. */
  function sessionFor(input: Input): Session {
    const main = state.sessions.get(MAIN);
    if (input.session === undefined && main && main.running === null && main.queue.length === 0) return main;
    const name = input.session ?? freshName();
    if (!state.sessions.has(name)) open(name, (main && directoryOf(main.process)) ?? WORKING_DIRECTORY, input.session === undefined);
    return state.sessions.get(name)!;
  }

  /** Of a shell that nobody has and no line asks for: what runs in it waits for nothing. */
  function freshName(): string {
    let name: string;
    do {
      name = `shell-${state.nextShell}`;
      state.nextShell += 1;
    } while (state.sessions.has(name) || state.pinned.has(name));
    return name;
  }

  function arrived(number: number): void {
    const record = state.inputs.get(number)!;
    const { action } = record.input;
    kernel.journal.write("decision", { actor: "person", type: "input", subject: `input/${number}`, detail: action });
    if (action.type === "edit") return edit(record, action);
    if (action.type === "run") return line(record);
    press(record, action);
  }

  /** Keys go to what runs in a session; without anybody to read them the transcript says so. */
  function press(record: InputRecord, action: Exclude<InputAction, { readonly type: "run" | "edit" }>): void {
    const name = record.input.session ?? MAIN;
    const session = state.sessions.get(name);
    const done = { ...record, session: name, startedAtMs: kernel.now, endedAtMs: kernel.now };
    if (!session) return putInput({ ...done, exitCode: 1, stderr: `there is no session "${name}" now\n` });
    // Simplified: in a scenario, keys that are pressed at the prompt are no command line; `run` is.
    if (action.type === "keys" && session.running === null) return putInput({ ...done, exitCode: 1, stderr: `nothing runs in the session "${name}" that would read keys: a line for its shell is given with run\n` });
    processes.writeStdin(session.process, action.type === "interrupt" ? CTRL_C : action.keys);
    putInput({ ...done, exitCode: 0 });
  }

  function edit(record: InputRecord, { file, text }: { readonly file: string; readonly text: string }): void {
    processes.files.write(WORKSTATION_FILES, file.startsWith("/") ? file : `${WORKING_DIRECTORY}/${file}`, text);
    putInput({ ...record, startedAtMs: kernel.now, endedAtMs: kernel.now, exitCode: 0 });
  }

  function line(record: InputRecord): void {
    const session = sessionFor(record.input);
    putInput({ ...record, session: session.name });
    put({ ...session, queue: [...session.queue, record.number] });
    feed(session.name);
  }

  /** Gives an idle shell its next line. */
  function feed(name: string): void {
    const session = state.sessions.get(name);
    const [next, ...queue] = session?.queue ?? [];
    if (!session?.prompt || next === undefined) return;
    const record = state.inputs.get(next)!;
    if (record.input.action.type !== "run") return;
    put({ ...session, queue, running: next, prompt: null });
    putInput({ ...record, startedAtMs: kernel.now });
    tell({ type: "line", session: name, text: record.input.action.line });
    kernel.schedule(kernel.now, { ...session.prompt, line: record.input.action.line } as Payload);
  }

  function prompted(process: ProcessKey, status: number, reply: Payload): void {
    const session = [...state.sessions.values()].find((s) => s.process === process || (s.process === "" && s.prompt === null));
    if (!session) return;
    if (session.running !== null) finish(session, status);
    const idle = { ...session, running: null, prompt: reply };
    put(idle);
    if (idle.fresh && session.running !== null && idle.queue.length === 0) {
      processes.signal(process, "KILL");
      return;
    }
    feed(session.name);
  }

  /** The command of a session has ended: what it printed is taken out of the session's stream. */
  function finish({ name, running }: Session, exitCode: number): void {
    const record = running === null ? undefined : state.inputs.get(running);
    if (!record) return;
    putInput({ ...record, ...outputOf(name), endedAtMs: kernel.now, exitCode });
    processes.logs.drop(logKey(name));
    tell({ type: "end", session: name, exitCode });
  }

  const outputOf = (session: string): { readonly stdout: string; readonly stderr: string } => {
    const lines = processes.logs.lines(logKey(session));
    return { stdout: logText(lines, "stdout"), stderr: logText(lines, "stderr") };
  };

  /** `exit` or a signal ended the shell. `main` opens anew, and who still has lines to run; the others are gone. */
  function exited(name: string, exitCode: number): void {
    const session = state.sessions.get(name);
    if (!session) return;
    finish(session, exitCode);
    state.sessions.delete(name);
    if (name !== MAIN && session.queue.length === 0) return;
    open(name, WORKING_DIRECTORY, session.fresh);
    put({ ...state.sessions.get(name)!, queue: session.queue });
    feed(name);
  }

  return {
    boot,
    prompted,
    record(input) {
      const number = state.nextInput;
      state.nextInput += 1;
      if (input.session !== undefined && input.action.type === "run") state.pinned.set(input.session, number);
      putInput({ number, input, session: input.session ?? "", startedAtMs: null, endedAtMs: null, exitCode: null, stdout: "", stderr: "" });
      return number;
    },
    input: (number) => state.inputs.get(number),
    wantsKeys: (name) => {
      const session = state.sessions.get(name);
      return session !== undefined && session.running !== null && processes.readsKeys(session.process);
    },
    isSettled: (name) => {
      const session = state.sessions.get(name);
      return session === undefined || session.running === null || processes.isSettled(session.process);
    },
    onTerminal: (listener) => void listeners.push(listener),
    transcript: () =>
      [...state.inputs.values()].map((record) => {
        const running = record.startedAtMs !== null && record.endedAtMs === null;
        return running ? { ...record, ...outputOf(record.session) } : record;
      }),
    handle(payload) {
      if (payload.type === "Input") arrived(payload.input);
      else exited(payload.session, payload.exit?.exitCode ?? 137);
    },
  };
}
