import type { TerminalOutput } from "../../worker/protocol.ts";
import { onOutput } from "../state/world.ts";

/** What each session has printed, kept while no screen shows it. */

const MOST_ENTRIES = 5_000;
const logs = new Map<string, TerminalOutput[]>();
type Listener = (output: TerminalOutput) => void;
const listeners = new Map<string, Set<Listener>>();
const clearing = new Set<() => void>();

onOutput((output, afresh) => {
  if (afresh) {
    logs.clear();
    for (const clear of clearing) clear();
  }
  for (const each of output) {
    const log = logs.get(each.session) ?? [];
    logs.set(each.session, log);
    log.push(each);
    if (log.length > MOST_ENTRIES) log.splice(0, MOST_ENTRIES / 2);
    for (const listener of listeners.get(each.session) ?? []) listener(each);
  }
});

/** Hears all that a session printed and prints; `clear` when a new world begins. Returns how to end it. */
export function followOutput(session: string, hear: Listener, clear: () => void): () => void {
  const heard = listeners.get(session) ?? new Set();
  listeners.set(session, heard.add(hear));
  clearing.add(clear);
  for (const output of logs.get(session) ?? []) hear(output);
  return () => {
    heard.delete(hear);
    clearing.delete(clear);
  };
}
